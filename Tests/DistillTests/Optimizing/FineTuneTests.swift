import KDDistill
import KDQuantize
import Testing

@Suite("Training at the int8 codes")
struct FineTuneTests {
  static let configuration = Sample.configuration(
    vocabulary: 30, embedding: 8, hidden: 8, dense: 8, labels: 3)

  static func rounded(_ student: FloatStudent) -> FloatStudent {
    var student = student
    for tensor in student.layout.tensors where tensor.shape.count == 2 {
      let exact = Array(student.tensor(tensor.role))
      var codes = exact
      fakeQuantize(exact, rows: tensor.shape[0], columns: tensor.shape[1], into: &codes)
      student.parameters.replaceSubrange(tensor.range, with: codes)
    }
    return student
  }

  @Test("loss and gradient are those of the codes, and move the exact weights")
  func straightThrough() {
    let exact = FloatStudent.random(Self.configuration, seed: 3)
    let codes = Self.rounded(exact)
    let examples = Sample.examples(Self.configuration, lengths: [4, 2, 7, 1, 3, 5], seed: 5)
    var options = TrainingOptions()
    options.quantizesWeights = true
    options.dropout = 0
    options.wordDropout = 0
    options.weightDecay = 0
    let corpus = Corpus(examples, labelCount: 3, temperature: 1)
    let optimizer = AveragingOptimizer(exact, options, host: .system, corpora: [corpus])
    let order = examples.indices.map { Int32($0) }
    let loss = order.withUnsafeBufferPointer { optimizer.step(corpus, $0) }
    let expected = ReferenceStudent(codes).loss(examples, lambda: 1)
    #expect(abs(loss! - expected) < 1e-5)
    #expect(abs(loss! - ReferenceStudent(exact).loss(examples, lambda: 1)) > 1e-5)
    // Adam's first step is the learning rate against the gradient's sign, where there is one.
    let settings = BatchShard.Settings(loss: DistillationLoss(lambda: 1))
    let gradient = BatchGradient.of(codes, examples, settings).gradient
    var moved = 0
    for (i, slope) in gradient.enumerated() {
      let step = optimizer.weights.parameters.pointer[i] - exact.parameters[i]
      if abs(slope) > 1e-4 {
        #expect(abs(step + (slope > 0 ? 1 : -1) * options.learningRate) < 1e-5)
        moved += 1
      } else if slope == 0 {
        #expect(step == 0)
      }
    }
    #expect(moved > 100)
  }

  @Test("the result has weights that are codes, the same for any number of threads")
  func result() {
    let training = Sample.learnable(Self.configuration, count: 150, seed: 2)
    let validation = Sample.learnable(Self.configuration, count: 41, seed: 3)
    var options = TrainingOptions()
    options.epochs = 6
    let float = train(
      Self.configuration, training: training, validation: validation, options: options,
      host: .system
    ) { _ in true }.student
    func fineTuned(threads: Int) -> TrainingResult {
      options.threads = threads
      return fineTuneQuantized(
        float, training: training, validation: validation, options: options, epochs: 3,
        host: .system
      ) { _ in true }
    }
    let one = fineTuned(threads: 1)
    #expect(one.history.count == 3)
    #expect(one.student.parameters != float.parameters)
    for (value, code) in zip(one.student.parameters, Self.rounded(one.student).parameters) {
      #expect(abs(value - code) < 1e-5)
    }
    #expect(fineTuned(threads: 3).student.parameters == one.student.parameters)
  }
}
