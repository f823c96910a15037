import AllocationCounter
import KDCommon
import KDRuntime
import TestSupport
import Testing

/// Promise 3: from UTF-8 text to score, label and probabilities, no call of malloc or free.
@Test(.enabled(if: isOptimized, "only optimised code allocates nothing"))
func scoringAllocatesNothing() throws {
  let bytes = try makeModelBytes(StudentShape(items: 2), seed: 77)
  try bytes.withUnsafeBytes { raw in
    let model = try Model(raw)
    for options in allOptions {
      var scorer = try Scorer(model, options, Arena(byteCount: Scorer.byteCount(model, options)))
      var random = Random(seed: 3)
      // Raw memory: Swift's own arrays are not what is counted here.
      let texts = (0..<500).map { _ in makeText(&random) }
      let starts = texts.indices.map { texts[..<$0].reduce(0) { $0 + $1.count } }
      let counts = texts.map(\.count)
      let all = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 20)
      defer { all.deallocate() }
      _ = all.initialize(from: texts.joined())
      let names = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 16)
      defer { names.deallocate() }
      _ = names.initialize(from: Array("Item-1Item-9".utf8))
      var checksum = 0.0
      var scored = 0
      let before = allocation_count()
      for _ in 0..<20 {
        for index in 0..<500 {
          let text = UnsafeBufferPointer(
            start: all.baseAddress! + starts[index], count: counts[index])
          let name = names.baseAddress! + (index % 10 == 9 ? 6 : 0)
          let score = scorer.score(text, item: UnsafeBufferPointer(start: name, count: 6))
          scored += 1
          if score.reason.isScored { checksum += scorer.probabilities()[score.label] }
        }
      }
      let calls = allocation_count() - before
      withExtendedLifetime((starts, counts)) {}  // or their release would be counted
      #expect(calls == 0 || before < 0, "\(calls) calls with \(options)")
      #expect(scored == 10_000)
      #expect(checksum > 0)
    }
  }
}

/// The counter itself works: an array costs at least one call.
@Test func allocationCounterCounts() {
  let before = allocation_count()
  let array = [Int](repeating: 1, count: 1000 + Int(before & 1))
  #expect(array.count >= 1000)
  #expect(allocation_count() > before || before < 0)
}

/// Words of the vocabulary, unknown words, odd bytes; sometimes nothing at all.
func makeText(_ random: inout Random) -> [UInt8] {
  var text: [UInt8] = []
  for _ in 0..<random.below(40) {
    switch random.below(8) {
    case 0: text += Array("Unbekannt, ".utf8)
    case 1: text += Array("it’s—ÄÖ ".utf8)
    case 2: text += [0xFF, 0x20, 0xE2, 0x80]
    default: text += Array("Word\(random.below(60)) ".utf8)
    }
  }
  return text
}
