import Dispatch
import Foundation
import KDRuntime
import TestSupport
import Testing

private let shippedModel = (try? Repository.bytes("models/beetle-5way.kdm")) ?? []

/// Counts the indices below `count` for which `test` holds, on all cores.
private func countConcurrently(_ count: Int, _ test: @Sendable @escaping (Int) -> Bool) -> Int {
  let sliceCount = 16
  let counts = UnsafeMutablePointer<Int>.allocate(capacity: sliceCount)
  counts.initialize(repeating: 0, count: sliceCount)
  defer { counts.deallocate() }
  nonisolated(unsafe) let sums = counts
  DispatchQueue.concurrentPerform(iterations: sliceCount) { slice in
    for index in stride(from: slice, to: count, by: sliceCount) where test(index) {
      sums[slice] += 1
    }
  }
  return (0..<sliceCount).reduce(0) { $0 + counts[$1] }
}

@Test(.enabled(if: isOptimized, "reads two gigabytes"))
func everyTruncationOfTheShippedModelIsRefused() {
  let bytes = shippedModel
  #expect(bytes.count > 10_000 && bytes.count <= 48_000)
  #expect(loads(bytes))
  let refused = countConcurrently(bytes.count) { length in
    bytes.withUnsafeBytes {
      (try? Model(UnsafeRawBufferPointer(rebasing: $0[..<length]))) == nil
    }
  }
  #expect(refused == bytes.count)
}

@Test(.enabled(if: isOptimized, "reads fourteen gigabytes"))
func everyBitFlipOfTheShippedModelIsRefused() {
  let bytes = shippedModel
  #expect(bytes.count > 10_000)
  let refused = countConcurrently(bytes.count) { position in
    var altered = bytes
    return (0..<8).allSatisfy { bit in
      altered[position] = bytes[position] ^ (1 << bit)
      return !loads(altered)
    }
  }
  #expect(refused == bytes.count)
}

/// The golden vectors in the file, by every kernel; they pin the numbers of this release.
@Test func shippedModelGivesItsGoldenLogits() throws {
  try shippedModel.withUnsafeBytes { raw in
    let model = try Model(raw)
    #expect(model.golden.count == 8)
    for options in allOptions {
      var scorer = try Scorer(model, options, Arena(byteCount: Scorer.byteCount(model, options)))
      for golden in model.golden {
        #expect(scorer.score(golden.text, item: golden.item).reason.isScored)
        for label in 0..<model.labels.count {
          #expect(scorer.logits[label] == golden.logits[label])
        }
      }
    }
  }
}
