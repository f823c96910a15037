import Foundation
import KDCommon
import KDDistill
import KDQuantize
import TestSupport
import Testing

@Suite("Alignment with hidden states")
struct HiddenTests {
  static let width = 11

  /// Mean over the examples of w/D · ‖pooled · W + b − h‖², in Double; `p` is W, then b.
  static func distance(
    _ student: ReferenceStudent, _ examples: [TrainingExample], _ p: [Double], weight: Double
  ) -> Double {
    var sum = 0.0
    for example in examples where !example.hidden[0].isEmpty {
      let pooled = student.pooled(example.tokens)
      for d in 0..<width {
        var prediction = p[pooled.count * width + d]
        for (j, x) in pooled.enumerated() { prediction += x * p[j * width + d] }
        let error = prediction - Double(example.hidden[0][d])
        sum += weight / Double(width) * error * error
      }
    }
    return sum / Double(examples.count)
  }

  @Test(
    "gradients by the student and by the projection against finite differences",
    .enabled(if: isOptimized, "differences by every parameter"),
    arguments: Architecture.allCases)
  func gradient(architecture: Architecture) {
    let configuration = Sample.configuration(
      architecture, vocabulary: 12, embedding: 8, hidden: 6, dense: 7, labels: 3)
    let student = FloatStudent.random(configuration, seed: 3)
    var random = Random(seed: 1)
    var examples = Sample.examples(configuration, lengths: [4, 2, 7, 1, 3, 5], seed: 5)
    for i in examples.indices {
      // The third has no state.
      examples[i].hidden = [i == 2 ? [] : (0..<Self.width).map { _ in random.normal() }]
    }
    let count = (configuration.pooledSize + 1) * Self.width
    let projection = (0..<count).map { _ in random.normal() }
    let settings = BatchShard.Settings(loss: DistillationLoss(lambda: 0.5), hiddenWeight: 3)
    let found = BatchGradient.of(
      student, examples, settings, projection: (width: Self.width, values: projection))
    var exact = projection.map(Double.init)
    let compared = ReferenceStudent.check(student, found) {
      $0.loss(examples, lambda: 0.5) + Self.distance($0, examples, exact, weight: 3)
    }
    #expect(compared == (architecture == .lstm ? 11 : 5))
    let reference = ReferenceStudent(student)
    for i in 0..<count {
      let value = exact[i]
      exact[i] = value + 1e-4
      let above = Self.distance(reference, examples, exact, weight: 3)
      exact[i] = value - 1e-4
      let slope = (above - Self.distance(reference, examples, exact, weight: 3)) / 2e-4
      exact[i] = value
      #expect(abs(Double(found.gradient[student.parameters.count + i]) - slope) < 1e-5)
    }
    let many = BatchGradient.of(
      student, examples, settings, threads: 4,
      projection: (width: Self.width, values: projection))
    #expect(many.gradient.map(\.bitPattern) == found.gradient.map(\.bitPattern))
  }

  @Test("a student without answers to learn from comes nearer to the states; none, no effect")
  func trained() {
    let configuration = Sample.configuration(
      vocabulary: 30, embedding: 8, hidden: 8, dense: 8, labels: 3)
    var examples = Sample.learnable(configuration, count: 96, seed: 2)
    let plain = examples
    for i in examples.indices {
      // The state tells which of the markers occurs, as a teacher's does.
      examples[i].hidden = [(0..<4).map { $0 == examples[i].label ? 1.5 : -0.5 }]
      examples[i].soft = []
    }
    var options = TrainingOptions()
    options.starts = 1
    options.epochs = 3
    func student(_ examples: [TrainingExample], _ weight: Float) -> [Float] {
      options.hiddenWeight = weight
      return train(
        configuration, training: examples, validation: plain, options: options, host: .system
      ) { _ in true }.student.parameters
    }
    var bare = examples
    for i in bare.indices { bare[i].hidden = [] }
    #expect(student(examples, 0) == student(bare, 1))
    #expect(student(examples, 1) != student(bare, 1))
    #expect(student(examples, 1).count == FloatStudent(configuration).parameters.count)
  }
}
