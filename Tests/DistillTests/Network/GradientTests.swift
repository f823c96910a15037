import KDDistill
import KDQuantize
import TestSupport
import Testing

@Suite("Gradients against finite differences in Double")
struct GradientTests {
  struct Shape: Sendable, CustomTestStringConvertible {
    var architecture: Architecture
    var vocabulary: Int
    var embedding: Int
    var hidden: Int
    var dense: Int
    var labels: Int
    var lengths: [Int]
    var lambda: Float
    var testDescription: String { "\(architecture) \(embedding)/\(hidden)/\(dense)/\(labels)" }
  }

  static let shapes = [
    // The shipped sizes, ragged lengths, more responses than one block of rows.
    Shape(
      architecture: .lstm, vocabulary: 12, embedding: 32, hidden: 16, dense: 16, labels: 5,
      lengths: [7, 1, 9, 3, 3, 2, 4, 1, 5], lambda: 1),
    // No size is a multiple of four.
    Shape(
      architecture: .lstm, vocabulary: 6, embedding: 5, hidden: 3, dense: 7, labels: 3,
      lengths: [4, 1, 2, 6, 5], lambda: 0.5),
    // A single response.
    Shape(
      architecture: .lstm, vocabulary: 4, embedding: 8, hidden: 6, dense: 5, labels: 2,
      lengths: [2], lambda: 2),
    Shape(
      architecture: .ann, vocabulary: 9, embedding: 6, hidden: 4, dense: 5, labels: 4,
      lengths: [3, 1, 5, 2, 8], lambda: 1),
    Shape(
      architecture: .ann, vocabulary: 20, embedding: 32, hidden: 16, dense: 16, labels: 3,
      lengths: [10, 4, 1, 1], lambda: 0),
  ]

  /// Compares tensor by tensor; returns how many tensors were compared.
  func check(_ student: FloatStudent, _ examples: [TrainingExample], lambda: Float) -> Int {
    let settings = BatchShard.Settings(loss: DistillationLoss(lambda: lambda))
    return ReferenceStudent.check(student, BatchGradient.of(student, examples, settings)) {
      $0.loss(examples, lambda: Double(lambda))
    }
  }

  @Test(
    "every tensor, labels and soft labels",
    .enabled(if: isOptimized, "differences by every parameter"),
    arguments: shapes)
  func everyTensor(shape: Shape) {
    let configuration = Sample.configuration(
      shape.architecture, vocabulary: shape.vocabulary, embedding: shape.embedding,
      hidden: shape.hidden, dense: shape.dense, labels: shape.labels)
    let student = FloatStudent.random(configuration, seed: 3)
    let examples = Sample.examples(configuration, lengths: shape.lengths, seed: 5)
    let compared = check(student, examples, lambda: shape.lambda)
    #expect(compared == (shape.architecture == .lstm ? 11 : 5))
  }

  @Test(
    "a response without a label, and one without soft labels",
    .enabled(if: isOptimized, "differences by every parameter"))
  func missingTargets() {
    let configuration = Sample.configuration(
      vocabulary: 8, embedding: 4, hidden: 4, dense: 4, labels: 3)
    let student = FloatStudent.random(configuration, seed: 4)
    var examples = Sample.examples(configuration, lengths: [3, 5, 2, 4], seed: 6)
    examples[0].label = -1
    examples[1].soft = []
    examples[2].label = -1
    #expect(check(student, examples, lambda: 0.7) == 11)
  }

  @Test("with dropout, the gradient predicts the change of the loss along it")
  func dropout() {
    let configuration = Sample.configuration(
      vocabulary: 10, embedding: 8, hidden: 8, dense: 8, labels: 3)
    let student = FloatStudent.random(configuration, seed: 8)
    let examples = Sample.examples(configuration, lengths: [4, 7, 2, 9, 5, 5], seed: 9)
    let plain = BatchShard.Settings(loss: DistillationLoss(lambda: 1))
    let settings = BatchShard.Settings(
      loss: DistillationLoss(lambda: 1), dropout: 0.3, wordDropout: 0.2, words: 9)
    let (loss, gradient) = BatchGradient.of(student, examples, settings, seed: 1)
    #expect(loss != BatchGradient.of(student, examples, plain, seed: 1).loss)
    let square = gradient.reduce(0.0) { $0 + Double($1) * Double($1) }
    let step = 2e-3 / square.squareRoot()
    // The same seed draws the same dropout, so the loss is a smooth function of the weights.
    func moved(_ sign: Double) -> Double {
      var other = student
      for i in gradient.indices {
        other.parameters[i] += Float(sign * step * Double(gradient[i]))
      }
      return BatchGradient.of(other, examples, settings, seed: 1).loss
    }
    let slope = (moved(1) - moved(-1)) / (2 * step)
    #expect(abs(slope / square - 1) < 2e-3)
  }

  @Test("the same bits for 1, 2, 4 and 8 threads")
  func threads() {
    let configuration = Sample.configuration(
      vocabulary: 40, embedding: 32, hidden: 16, dense: 16, labels: 5)
    let student = FloatStudent.random(configuration, seed: 10)
    let lengths = (0..<32).map { 1 + ($0 * 7) % 19 }
    let examples = Sample.examples(configuration, lengths: lengths, seed: 11)
    let settings = BatchShard.Settings(
      loss: DistillationLoss(lambda: 1), dropout: 0.3, wordDropout: 0.2, words: 39)
    let one = BatchGradient.of(student, examples, settings)
    for threads in [2, 4, 8] {
      let many = BatchGradient.of(student, examples, settings, threads: threads)
      #expect(many.loss == one.loss)
      #expect(many.gradient.map(\.bitPattern) == one.gradient.map(\.bitPattern))
    }
  }
}
