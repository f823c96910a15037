import KDDistill
import KDQuantize
import TestSupport
import Testing

@Suite("Accumulated and clipped gradients")
struct AccumulationTests {
  static let configuration = Sample.configuration(
    vocabulary: 30, embedding: 8, hidden: 8, dense: 8, labels: 3)

  /// Loss and gradient of `examples`, at most `batchSize` at a time.
  func gradient(_ examples: [TrainingExample], batchSize: Int, twice: Bool = false) -> (
    Double, [Float]
  ) {
    let student = FloatStudent.random(Self.configuration, seed: 1)
    let corpus = Corpus(examples, labelCount: 3)
    let batch = BatchGradient(
      Weights(student), batchSize: batchSize, threads: 1, host: .system, corpora: [corpus])
    let settings = BatchShard.Settings(loss: DistillationLoss(lambda: 0.7))
    return examples.indices.map { Int32($0) }.withUnsafeBufferPointer { order in
      if twice {
        _ = batch.compute(corpus, order, settings, seed: 0, stream: 3)
        batch.clearEmbeddingGradient()
      }
      let loss = batch.compute(corpus, order, settings, seed: 0, stream: 0)
      return (
        loss, Array(UnsafeBufferPointer(start: batch.gradient.pointer, count: batch.gradient.count))
      )
    }
  }

  @Test("batches added are one large batch, also when the last is short", arguments: [1, 5, 8, 31])
  func accumulated(batchSize: Int) {
    let examples = Sample.examples(
      Self.configuration, lengths: (0..<32).map { 1 + $0 * 7 % 13 }, seed: 2)
    let (loss, gradient) = gradient(examples, batchSize: batchSize)
    let (wholeLoss, whole) = self.gradient(examples, batchSize: 32)
    #expect(abs(loss - wholeLoss) < 1e-6)
    let largest = whole.map(abs).max()!
    #expect(largest > 0.01)
    for (a, b) in zip(gradient, whole) { #expect(abs(a - b) < 1e-6 * largest + 1e-8) }
    // Nothing is left of a step in the next one.
    #expect(self.gradient(examples, batchSize: batchSize, twice: true).1 == gradient)
  }

  @Test(
    "training with four batches of 8 a step learns as with one of 32",
    .enabled(if: isOptimized, "what it learns, not how"))
  func trained() {
    let training = Sample.learnable(Self.configuration, count: 200, seed: 2)
    let validation = Sample.learnable(Self.configuration, count: 41, seed: 3)
    func losses(_ batchSize: Int, _ accumulate: Int) -> [Double] {
      // Options are set where a test needs them, even when another sets some of the same.
      var options = TrainingOptions()
      options.starts = 1
      options.epochs = 5
      options.dropout = 0
      options.wordDropout = 0
      options.batchSize = batchSize
      options.accumulate = accumulate
      return train(
        Self.configuration, training: training, validation: validation, options: options,
        host: .system
      ) { _ in true }.history.map(\.validationLoss)
    }
    for (a, b) in zip(losses(8, 4), losses(32, 1)) { #expect(abs(a - b) < 1e-3) }
    #expect(abs(losses(8, 1)[4] - losses(32, 1)[4]) > 1e-2)
  }

  @Test("the norm, and clipping to it, in closed form")
  func clipping() {
    var gradient: [Float] = [3, 0, -4, 0, 12, 84]
    #expect(norm(gradient, 6) == 85)
    clip(&gradient, 6, norm: 85, limit: 100)
    #expect(gradient == [3, 0, -4, 0, 12, 84])
    clip(&gradient, 6, norm: 85, limit: 17)
    for (g, exact) in zip(gradient, [0.6, 0, -0.8, 0, 2.4, 16.8] as [Float]) {
      #expect(abs(g - exact) < 1e-5)
    }
    #expect(abs(norm(gradient, 6) - 17) < 1e-5)
    for bad in [Float.nan, .infinity, -.infinity] {
      for place in 0..<6 {
        var broken = gradient
        broken[place] = bad
        #expect(!norm(broken, 6).isFinite)
      }
    }
    #expect(norm([3e38, 3e38, 3e38, 3e38], 4) > 5e38)
  }
}
