import Foundation
import KDDistill
import KDQuantize
import TestSupport
import Testing

/// (1 − α) · CE(label) + α · T² · KL(teacher_T ‖ student_T) of one response, in Double.
private func dualLoss(_ z: [Double], _ example: TrainingExample, alpha: Double, _ t: Double)
  -> Double
{
  func logSoftmax(_ z: [Double]) -> [Double] {
    let normaliser = log(z.reduce(0) { $0 + exp($1) })
    return z.map { $0 - normaliser }
  }
  var loss = 0.0
  if example.label >= 0 { loss -= (1 - alpha) * logSoftmax(z)[example.label] }
  let teacher = logSoftmax(example.soft.map { log(max(Double($0), 1e-6)) / t })
  let student = logSoftmax(z.map { $0 / t })
  return zip(teacher, student).reduce(loss) { sum, pair in
    sum + alpha * t * t * exp(pair.0) * (pair.0 - pair.1)
  }
}

@Suite("Dual loss")
struct DualLossTests {
  static let configuration = Sample.configuration(
    vocabulary: 12, embedding: 8, hidden: 6, dense: 7, labels: 4)

  @Test(
    "gradient against finite differences, with labels and soft labels missing",
    .enabled(if: isOptimized, "differences by every parameter"),
    arguments: [(0.5, 1), (0.3, 4), (0.8, 0.5), (1, 2)] as [(Float, Float)])
  func gradient(alpha: Float, temperature: Float) {
    let student = FloatStudent.random(Self.configuration, seed: 3)
    var examples = Sample.examples(Self.configuration, lengths: [4, 2, 7, 1, 3, 5], seed: 5)
    examples[0].label = -1
    examples[2].soft = []
    examples[4].soft = [0, 0.25, 0.75, 0]
    let settings = BatchShard.Settings(
      loss: .dual(DualLoss(alpha: alpha, temperature: temperature)))
    let compared = ReferenceStudent.check(
      student, BatchGradient.of(student, examples, settings)
    ) { reference in
      examples.reduce(0) {
        $0 + dualLoss(reference.logits($1.tokens), $1, alpha: Double(alpha), Double(temperature))
      } / Double(examples.count)
    }
    #expect(compared == 11)
  }

  /// KL(t ‖ s) = CE(t, s) − H(t), so at T = 1 and α = ½ twice the loss is CE(label) + CE(teacher)
  /// less the teacher's entropy, and twice the gradient is that of λ = 1.
  @Test("at T = 1 it is the weighted loss up to the teacher's entropy")
  func closedForm() {
    let student = FloatStudent.random(Self.configuration, seed: 8)
    let examples = Sample.examples(Self.configuration, lengths: [4, 2, 7, 1, 3], seed: 9)
    let dual = BatchGradient.of(
      student, examples, BatchShard.Settings(loss: .dual(DualLoss(alpha: 0.5, temperature: 1))))
    let weighted = BatchGradient.of(
      student, examples, BatchShard.Settings(loss: DistillationLoss(lambda: 1)))
    let entropy = examples.reduce(0.0) { sum, example in
      sum - example.soft.reduce(0.0) { $0 + Double($1) * log(Double($1)) }
    }
    #expect(abs(2 * dual.loss - (weighted.loss - entropy / 5)) < 1e-5)
    #expect(entropy / 5 > 0.5)
    let largest = weighted.gradient.map(abs).max()!
    #expect(largest > 0.01)
    for (a, b) in zip(dual.gradient, weighted.gradient) {
      #expect(abs(2 * a - b) < 2e-6 * largest + 1e-7)
    }
  }

  @Test("a student that says what the teacher says has no loss, at any temperature")
  func leastLoss() {
    let logits: [Float] = [1.5, -0.5, 0.25, -2]
    let total = logits.reduce(0) { $0 + exp($1) }
    var examples = Sample.examples(Self.configuration, lengths: [1], seed: 1)
    examples[0].label = -1
    examples[0].soft = logits.map { exp($0) / total }
    // The logits are the last bias alone.
    var student = FloatStudent(Self.configuration)
    student.parameters.replaceSubrange(student.layout[.denseBias(.output)].range, with: logits)
    for temperature in [0.5, 1, 3, 20] as [Float] {
      let (loss, gradient) = BatchGradient.of(
        student, examples,
        BatchShard.Settings(loss: .dual(DualLoss(alpha: 1, temperature: temperature))))
      #expect(abs(loss) < 1e-4)
      #expect(gradient.allSatisfy { abs($0) < 1e-5 })
    }
  }
}
