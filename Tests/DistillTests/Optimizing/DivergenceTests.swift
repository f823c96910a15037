import KDDistill
import KDQuantize
import Testing

@Suite("Steps that are not finite")
struct DivergenceTests {
  /// One step makes the weights so large that their products overflow: all after it are dropped.
  func result(epochs: Int, batchSize: Int, examples: Int, starts: Int = 1) -> TrainingResult {
    let training = Sample.learnable(TrainTests.configuration, count: examples, seed: 8)
    var options = TrainingOptions()
    options.seed = 3
    options.starts = starts
    options.epochs = epochs
    options.batchSize = batchSize
    options.learningRate = 1e30
    return train(
      TrainTests.configuration, training: training, validation: training, options: options,
      host: .system
    ) { _ in true }
  }

  @Test("a few are dropped and counted, and the student stays finite")
  func few() {
    let result = result(epochs: 1, batchSize: 32, examples: 64)
    #expect(result.droppedSteps == 1)
    #expect(result.divergence == nil)
    #expect(result.history.count == 1)
    #expect(result.history[0].loss.isFinite)
    #expect(result.student.parameters.allSatisfy { $0.isFinite })
  }

  @Test("more than a tenth of an epoch, or twenty in a row, end training")
  func many() {
    // Of the second epoch's two steps, one may be dropped.
    let short = result(epochs: 9, batchSize: 32, examples: 64)
    #expect(short.divergence == Divergence(dropped: 2, of: 2))
    #expect(short.droppedSteps == 3)
    #expect(short.history.count == 1)
    let tenth = result(epochs: 9, batchSize: 1, examples: 100)
    #expect(tenth.divergence == Divergence(dropped: 11, of: 100))
    let row = result(epochs: 9, batchSize: 1, examples: 300)
    #expect(row.divergence == Divergence(dropped: 20, of: nil))
    #expect(row.history.isEmpty)
    for result in [short, tenth, row] {
      #expect(result.student.parameters.allSatisfy { $0.isFinite })
    }
    #expect(result(epochs: 9, batchSize: 1, examples: 300, starts: 2).divergence == row.divergence)
  }

  @Test("a finite loss whose gradient overflows changes nothing")
  func gradient() {
    let configuration = Sample.configuration(
      .ann, vocabulary: 4, embedding: 4, hidden: 4, dense: 4, labels: 2)
    var student = FloatStudent(configuration)
    for i in student.layout[.denseBias(.hidden)].range { student.parameters[i] = 5e-39 }
    for (k, i) in student.layout[.denseWeight(.output)].range.enumerated() {
      student.parameters[i] = k < 4 ? 3e38 : -3e38
    }
    let examples = [TrainingExample(tokens: [1, 2], label: 1)]
    let corpus = Corpus(examples, labelCount: 2)
    var options = TrainingOptions()
    options.dropout = 0
    options.wordDropout = 0
    options.batchSize = 1
    // Logits of ±6 and a loss of 12; its gradient by the hidden units is twice 3e38.
    let loss = ReferenceStudent(student).loss(examples, lambda: 0)
    #expect(abs(loss - 12) < 0.1)
    let optimizer = AveragingOptimizer(student, options, host: .system, corpora: [corpus])
    #expect([0].withUnsafeBufferPointer { optimizer.step(corpus, $0) } == nil)
    #expect(optimizer.droppedSteps == 1)
    #expect(optimizer.weights.array == student.parameters)
  }
}
