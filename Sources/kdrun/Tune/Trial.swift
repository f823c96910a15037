import KDData
import KDDistill
import KDMetrics
import KDQuantize

/// A setting that was tried, with how well it did.
struct Trial: Sendable {
  /// How well students do on the parts that they were not trained on, all parts together.
  struct Figures: Sendable {
    /// Mean of −log p(label): what trials are ranked by. It tells two students apart that score
    /// all responses the same, and does not depend on the loss that they were trained with.
    let logLoss: Double
    /// Of each part.
    let foldLogLosses: [Double]
    let accuracy: Double
    let f1Macro: Double
    let qwk: Double
  }

  /// 1 for the defaults.
  let number: Int
  let settings: [(name: String, value: String)]
  /// Nil when training broke down.
  let figures: Figures?

  /// Less is better.
  var rank: Double { figures?.logLoss ?? .infinity }
}

extension [Trial] {
  /// The best first, equal ones in the order of their numbers.
  var ranked: [Trial] { sorted { ($0.rank, $0.number) < ($1.rank, $1.number) } }

  /// The result: the best of the defaults and of those that do better than them in every part.
  ///
  /// Of many settings one is ahead by chance; in all parts at once that is rare, and it keeps what
  /// is known to work. Nil while no trial has ended well.
  var best: Trial? {
    let defaults = first { $0.number == 1 }?.figures
    return ranked.first { trial in
      guard let figures = trial.figures else { return false }
      guard trial.number > 1, let defaults else { return true }
      return zip(figures.foldLogLosses, defaults.foldLogLosses).allSatisfy { $0 < $1 }
    }
  }
}

/// What a student did on the part that it was not trained on.
struct FoldScores: Sendable {
  private(set) var logLoss = 0.0
  private(set) var actual: [Int] = []
  private(set) var predicted: [Int] = []

  init(_ student: FloatStudent, _ examples: [TrainingExample]) {
    let forward = FloatForward(student)
    for example in examples where example.label >= 0 {
      let probabilities =
        example.isChoice
        ? forward.optionProbabilities(example.inputs) : forward.probabilities(example.tokens)
      // A label that a student rules out would cost more than all others together.
      logLoss -= Double(FloatMath.log(max(probabilities[example.label], 1e-6)))
      actual.append(example.label)
      predicted.append(firstHighest(probabilities))
    }
  }
}

extension FloatForward {
  /// Of a choice question, whose options are `inputs`.
  fileprivate func optionProbabilities(_ inputs: [[UInt16]]) -> [Float] {
    kdrun.optionProbabilities(
      inputs.map { reading in
        let logits = run(reading).logits
        return Double(logits[1]) - Double(logits[0])
      }
    ).map { Float($0) }
  }
}

extension Trial.Figures {
  init(_ folds: [FoldScores], labels: [String], scale: LabelScale) {
    let evaluation = Evaluation(
      actual: folds.flatMap(\.actual), predicted: folds.flatMap(\.predicted), labels: labels,
      scale: scale)
    foldLogLosses = folds.map { $0.logLoss / Double($0.actual.count) }
    logLoss = folds.reduce(0) { $0 + $1.logLoss } / Double(evaluation.count)
    accuracy = evaluation.accuracy
    f1Macro = evaluation.f1Macro
    qwk = evaluation.qwk
  }
}
