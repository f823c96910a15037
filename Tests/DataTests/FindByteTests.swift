import KDCommon
import KDData
import Testing

@Suite struct FindByteTests {
  /// Against a plain search, in bytes with others behind them.
  @Test func findsTheFirstOfManyWherever() {
    var random = Random(seed: 7)
    var count = 0
    for _ in 0..<3000 {
      let length = random.below(80)
      let bytes = (0..<length + 16).map { _ in UInt8(random.below(20)) }
      let start = random.below(length + 1)
      let wanted = UInt8(random.below(40))
      let found = bytes.withUnsafeBufferPointer {
        offset(of: wanted, in: $0.baseAddress!, from: start, to: length)
      }
      #expect(found == bytes[start..<length].firstIndex(of: wanted))
      count += found == nil ? 0 : 1
    }
    #expect(count > 500)
  }
}
