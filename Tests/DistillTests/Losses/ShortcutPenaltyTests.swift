import Foundation
import KDData
import KDDistill
import KDQuantize
import TestSupport
import Testing

@Suite("Shortcut penalty")
struct ShortcutPenaltyTests {
  static let configuration = Sample.configuration(
    vocabulary: 12, embedding: 8, hidden: 6, dense: 7, labels: 3)
  static let counts = [5, 1, 14]

  /// Softmax in Double.
  func probabilities(_ z: [Double]) -> [Double] {
    let powers = z.map { exp($0) }
    let total = powers.reduce(0, +)
    return powers.map { $0 / total }
  }

  /// Σ m log(m / d) of the mean prediction, d given by `counts`.
  func divergence(_ student: ReferenceStudent, _ examples: [TrainingExample]) -> Double {
    var mean = [0.0, 0, 0]
    for example in examples {
      for (k, p) in probabilities(student.logits(example.tokens)).enumerated() {
        mean[k] += p / Double(examples.count)
      }
    }
    return zip(mean, Self.counts).reduce(0) { $0 + $1.0 * log($1.0 / (Double($1.1) / 20)) }
  }

  @Test(
    "gradient through the mean of all shards against finite differences",
    .enabled(if: isOptimized, "differences by every parameter"))
  func gradient() {
    let student = FloatStudent.random(Self.configuration, seed: 3)
    // Nine responses: the four shards are of different sizes.
    let examples = Sample.examples(
      Self.configuration, lengths: [4, 2, 7, 1, 3, 5, 6, 2, 2], seed: 5)
    let settings = BatchShard.Settings(
      loss: DistillationLoss(lambda: 0.5),
      penalty: ShortcutPenalty(weight: 3, counts: Self.counts))
    let found = BatchGradient.of(student, examples, settings)
    let compared = ReferenceStudent.check(student, found) {
      $0.loss(examples, lambda: 0.5) + 3 * divergence($0, examples)
    }
    #expect(compared == 11)
    for threads in [2, 4, 8] {
      let other = BatchGradient.of(student, examples, settings, threads: threads)
      #expect(other.loss == found.loss)
      #expect(other.gradient.map(\.bitPattern) == found.gradient.map(\.bitPattern))
    }
  }

  @Test("nothing to pay for the shares of the labels; the rarer the popular answer, the more")
  func closedForm() {
    var examples = Sample.examples(Self.configuration, lengths: [1, 1], seed: 1)
    for i in examples.indices {
      examples[i].label = -1
      examples[i].soft = []
    }
    // The logits are the last bias alone.
    func penalty(_ prediction: [Float]) -> Double {
      var student = FloatStudent(Self.configuration)
      student.parameters.replaceSubrange(
        student.layout[.denseBias(.output)].range, with: prediction.map { log($0) })
      let penalty = ShortcutPenalty(weight: 2, counts: Self.counts)
      return BatchGradient.of(
        student, examples, BatchShard.Settings(loss: DistillationLoss(lambda: 1), penalty: penalty)
      ).loss
    }
    #expect(abs(penalty([0.25, 0.05, 0.7])) < 1e-6)
    // A label always: 2 log(1 / d).
    for (label, share) in [0.25, 0.05, 0.7].enumerated() {
      var always: [Float] = [1e-9, 1e-9, 1e-9]
      always[label] = 1
      #expect(abs(penalty(always) - 2 * log(1 / share)) < 1e-4)
    }
  }

  @Test("a label that never occurs, and logits that are not finite, are no trap")
  func edges() {
    let student = FloatStudent.random(Self.configuration, seed: 3)
    let examples = Sample.examples(Self.configuration, lengths: [4, 2], seed: 5)
    let settings = BatchShard.Settings(
      loss: DistillationLoss(lambda: 1), penalty: ShortcutPenalty(weight: 1, counts: [0, 0, 9]))
    #expect(BatchGradient.of(student, examples, settings).loss.isFinite)
    var broken = student
    broken.parameters[broken.layout[.denseBias(.output)].offset] = .nan
    #expect(BatchGradient.of(broken, examples, settings).loss.isNaN)
    broken.parameters[broken.layout[.denseBias(.output)].offset] = .infinity
    #expect(BatchGradient.of(broken, examples, settings).loss.isNaN)
  }

  @Test("training with it brings the mean prediction nearer to the labels")
  func trained() {
    // Nothing to learn but the shares, and a teacher that always says the same.
    var examples = Sample.examples(
      Self.configuration, lengths: (0..<80).map { 1 + $0 % 7 }, seed: 2)
    for i in examples.indices {
      examples[i].label = i % 20 < 14 ? 2 : i % 20 < 19 ? 0 : 1
      examples[i].soft = [0.01, 0.01, 0.98]
    }
    func divergence(_ weight: Float) -> Double {
      var options = TrainingOptions()
      options.starts = 1
      options.epochs = 30
      options.lambda = 4
      options.shortcutPenalty = weight
      let result = train(
        Self.configuration, training: examples, validation: examples, options: options,
        host: .system
      ) { _ in true }
      return self.divergence(ReferenceStudent(result.student), examples)
    }
    let plain = divergence(0)
    #expect(plain > 0.1)
    #expect(divergence(50) < 0.5 * plain)
  }
}
