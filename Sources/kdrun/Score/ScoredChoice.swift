import KDData
import KDRuntime

/// A choice question, its options scored one after the other and weighed against each other.
///
/// Of a `.kdm` model the probabilities are made from exact integer logits with the runtime's own
/// exponential, so they are the same on every machine.
struct ScoredChoice {
  /// The first that is not `ok`, those that are not scored before others.
  let reason: Reason
  /// Index of the first option with the highest probability, −1 when not scored.
  let label: Int
  /// By option; empty when not scored.
  let probabilities: [Double]

  init(_ response: Response, _ engine: any ScoreEngine) {
    var reasons: [Reason] = []
    var preferences: [Double] = []
    for input in response.inputs {
      let part = Response(id: response.id, item: response.item, text: input, label: nil)
      reasons.append(engine.score(part).reason)
      preferences.append(engine.preference)
    }
    reason =
      reasons.first { !$0.isScored } ?? reasons.first { $0 != .ok } ?? .ok
    guard reason.isScored else {
      (label, probabilities) = (-1, [])
      return
    }
    label = preferences.firstIndex(of: preferences.max() ?? 0) ?? 0
    probabilities = optionProbabilities(preferences)
  }
}

/// The softmax of how much rather right than wrong each option is.
func optionProbabilities(_ preferences: [Double]) -> [Double] {
  let most = preferences.max() ?? 0
  let powers = preferences.map { exponential($0 - most) }
  let sum = powers.reduce(0, +)
  return powers.map { $0 / sum }
}
