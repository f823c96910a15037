import KDQuantize

/// w · KL(m ‖ d) of a batch: m is its mean prediction, d the share of each label in the training
/// data. Against the shortcut of giving one popular answer to everything (Ashvin et al.).
///
/// KL(m ‖ d) = Σ m log(m / d), in this direction, because every d is above 0 and so the penalty
/// is finite for any m. It rises with the mass that the popular answer takes from the others. The
/// other direction grows without bound when a batch of 32 leaves out a rare label, as honest
/// batches do.
package struct ShortcutPenalty: Sendable {
  private let weight: Float
  private let shares: [Float]

  /// - Parameter counts: how often each label occurs; one that never does counts as one.
  package init(weight: Float, counts: [Int]) {
    self.weight = weight
    let counts = counts.map { Float(max($0, 1)) }
    let total = counts.reduce(0, +)
    shares = counts.map { $0 / total }
  }

  /// With the labels of `corpus`; responses without one say nothing.
  init(weight: Float, _ corpus: Corpus) {
    var counts = [Int](repeating: 0, count: corpus.labelCount)
    for i in 0..<corpus.count where corpus.labels[i] >= 0 { counts[Int(corpus.labels[i])] += 1 }
    self.init(weight: weight, counts: counts)
  }

  /// The penalty; each m is replaced by the slope there, w · log(m / d).
  ///
  /// The whole slope has w more, the same for all labels; predictions sum to 1, so it has no effect.
  func callAsFunction(mean: Floats) -> Float {
    var sum: Float = 0
    for k in shares.indices {
      guard mean[k].isFinite else { return .nan }
      // m log m → 0.
      let logRatio = FloatMath.log(max(mean[k], 1e-12)) - FloatMath.log(shares[k])
      sum += mean[k] * logRatio
      mean[k] = weight * logRatio
    }
    return weight * sum
  }
}
