import AllocationCounter
import KDCommon
import KDDistill
import KDQuantize
import TestSupport
import Testing

@Suite("Allocations")
struct AllocationTests {
  @Test(
    "a training step calls neither malloc nor free",
    .enabled(if: isOptimized, "only optimised code allocates nothing"),
    arguments: Architecture.allCases, [false, true])
  func stepAllocatesNothing(architecture: Architecture, everything: Bool) {
    var configuration = Sample.configuration(
      vocabulary: 60, embedding: 32, hidden: 16, dense: 16, labels: 5)
    configuration.architecture = architecture
    let lengths = (0..<100).map { 1 + ($0 * 7) % 19 }
    var examples = Sample.examples(configuration, lengths: lengths, seed: 1)
    if everything {
      for i in examples.indices { examples[i].hidden = [(0..<37).map { Float(($0 * i) % 7) - 3 }] }
    }
    let corpus = Corpus(examples, labelCount: 5)
    var options = TrainingOptions()
    if everything {
      options.loss = .divergence
      options.shortcutPenalty = 1
    }
    let optimizer = AveragingOptimizer(
      FloatStudent.random(configuration, seed: 2), options, host: .system, corpora: [corpus])
    let order = UnsafeMutableBufferPointer<Int32>.allocate(capacity: examples.count)
    defer { order.deallocate() }
    for i in order.indices { order[i] = Int32(i) }
    var random = Random(seed: 3)
    var loss = 0.0
    var steps = 0
    func epoch() {
      random.shuffle(order)
      // The last batch is a small one.
      for first in stride(from: 0, to: order.count, by: 32) {
        let end = min(first + 32, order.count)
        loss += optimizer.step(corpus, UnsafeBufferPointer(rebasing: order[first..<end])) ?? .nan
        steps += 1
      }
    }
    epoch()
    let before = allocation_count()
    for _ in 0..<10 { epoch() }
    let calls = allocation_count() - before
    #expect(calls == 0 || before < 0, "\(calls) calls in 40 steps")
    #expect(steps == 44)
    #expect(loss.isFinite && loss > 0)
  }
}
