import Foundation
import KDCommon
import KDData
import KDDistill
import KDQuantize
import TestSupport
import Testing

@Suite("Choice questions")
struct ChoiceTests {
  static func configuration(_ architecture: Architecture = .lstm) -> StudentConfiguration {
    var configuration = Sample.configuration(
      architecture, vocabulary: 12, embedding: 8, hidden: 6, dense: 7, labels: 2)
    configuration.labels = Choice.labels
    return configuration
  }

  /// Questions of `counts` options, of ragged lengths.
  static func questions(_ counts: [Int], seed: UInt64) -> [TrainingExample] {
    var random = Random(seed: seed)
    return counts.map { count in
      let inputs = (0..<count).map { _ in
        (0..<1 + random.below(6)).map { _ in UInt16(random.below(12)) }
      }
      let weights = (0..<count).map { _ in random.uniform() + 0.1 }
      let total = weights.reduce(0, +)
      return TrainingExample(
        inputs: inputs, label: random.below(count), soft: weights.map { $0 / total })
    }
  }

  /// Mean of CE(label) + λ · CE(teacher) over the softmax of z_right − z_wrong, in Double.
  static func loss(
    _ student: ReferenceStudent, _ questions: [TrainingExample], lambda: Double
  ) -> Double {
    var sum = 0.0
    for question in questions {
      let scores = question.inputs.map { reading in
        let logits = student.logits(reading)
        return logits[1] - logits[0]
      }
      let logTotal = log(scores.map { exp($0) }.reduce(0, +))
      for (option, score) in scores.enumerated() {
        let target =
          (question.label == option ? 1 : 0) + lambda * Double(question.soft[option])
        sum -= target * (score - logTotal)
      }
    }
    return sum / Double(questions.count)
  }

  @Test(
    "loss and gradients against finite differences",
    .enabled(if: isOptimized, "differences by every parameter"),
    arguments: Architecture.allCases)
  func gradient(architecture: Architecture) {
    let student = FloatStudent.random(Self.configuration(architecture), seed: 3)
    let questions = Self.questions([3, 2, 5, 2, 4], seed: 5)
    let settings = BatchShard.Settings(loss: DistillationLoss(lambda: 0.5))
    let found = BatchGradient.of(student, questions, settings)
    #expect(abs(found.loss - Self.loss(ReferenceStudent(student), questions, lambda: 0.5)) < 1e-5)
    // A bias of the logits is the same for all options.
    let compared = ReferenceStudent.check(student, found, idle: .denseBias(.output)) {
      Self.loss($0, questions, lambda: 0.5)
    }
    #expect(compared == (architecture == .lstm ? 11 : 5))
    let many = BatchGradient.of(student, questions, settings, threads: 4)
    #expect(many.loss == found.loss && many.gradient == found.gradient)
  }

  @Test("the loss kl of two options is that of two labels")
  func dualLoss() {
    let student = FloatStudent.random(Self.configuration(), seed: 4)
    let loss = DistillationLoss.dual(DualLoss(alpha: 0.3, temperature: 2))
    // Read alike but for the option: the same response twice has the softmax of equals, ½.
    let question = TrainingExample(inputs: [[1, 2], [1, 2]], label: 1, soft: [0.25, 0.75])
    let found = BatchGradient.of(student, [question], BatchShard.Settings(loss: loss))
    let teacher = [0.25, 0.75].map { $0.squareRoot() }
    let sum = teacher.reduce(0, +)
    let divergence = teacher.map { $0 / sum * (log($0 / sum) - log(0.5)) }.reduce(0, +)
    #expect(abs(found.loss - (0.7 * log(2) + 0.3 * 4 * divergence)) < 1e-5)
    // What pulls one option up pulls the same words of the other down.
    #expect(found.gradient.allSatisfy { abs($0) < 1e-5 })
  }

  @Test("learns which word makes an option right, the same for any number of threads")
  func learns() {
    var random = Random(seed: 8)
    func make(_ count: Int) -> [TrainingExample] {
      (0..<count).map { _ in
        let right = random.below(3)
        return TrainingExample(
          inputs: (0..<3).map { option in
            [UInt16(2 + random.below(10)), option == right ? 1 : UInt16(2 + random.below(10))]
          }, label: right)
      }
    }
    let (training, validation) = (make(120), make(50))
    var options = TrainingOptions()
    options.epochs = 30
    options.learningRate = 1e-2
    func run(threads: Int) -> TrainingResult {
      options.threads = threads
      return train(
        Self.configuration(), training: training, validation: validation, options: options,
        host: .system
      ) { _ in true }
    }
    let one = run(threads: 1)
    #expect(one.history.last!.validationAccuracy == 1)
    let three = run(threads: 3)
    #expect(three.history == one.history)
    #expect(three.student.parameters == one.student.parameters)
  }
}
