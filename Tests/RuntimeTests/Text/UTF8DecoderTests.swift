import KDCommon
import KDRuntime
import TestSupport
import Testing

/// A well-formed scalar is measured; anything else counts 0, and is consumed as Unicode says.
@Test func wellFormedScalarsAreThoseOfTheStandardLibrary() {
  var random = Random(seed: 12)
  var counts = [0, 0, 0, 0, 0]
  for round in 0..<20_000 {
    var bytes = (0..<4).map { _ in UInt8(random.below(256)) }
    if round % 2 == 0 { bytes = Array("\(anyScalar(&random))".utf8) }
    let expected = (1...bytes.count).first {
      String(validating: bytes[..<$0], as: UTF8.self)?.unicodeScalars.count == 1
    }
    let found = bytes.withUnsafeBufferPointer { wellFormedByteCount($0, at: 0) }
    #expect(found == expected ?? 0, "\(bytes)")
    counts[found] += 1
  }
  #expect(counts.allSatisfy { $0 > 100 }, "\(counts)")
}

private func anyScalar(_ random: inout Random) -> Unicode.Scalar {
  while true {
    let bits = [7, 11, 16, 21][random.below(4)]
    if let scalar = Unicode.Scalar(UInt32(random.below(1 << bits))) { return scalar }
  }
}
