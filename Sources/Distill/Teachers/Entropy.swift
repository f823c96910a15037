import KDQuantize

/// −Σ p log p in nats; p log p → 0.
func entropy(_ probabilities: [Float]) -> Float {
  probabilities.reduce(0) { sum, p in
    p < Float.leastNormalMagnitude ? sum : sum - p * FloatMath.log(p)
  }
}
