import KDMetrics

/// How close a student's verdicts come to those of another judge, human labels aside.
struct PairAgreement {
  /// Responses that both have a verdict on.
  let count: Int
  /// Part of them with the same label.
  let share: Double
  /// Mean KL(other ‖ student) = Σ p log(p / q), in nats.
  let divergence: Double

  /// Probabilities are taken as at least this: a student's are written with six decimals.
  private static let least = 1e-6

  init(of student: Grader, with other: Grader) {
    let pairs = zip(other.verdicts, student.verdicts).compactMap { other, student in
      other.flatMap { other in student.map { (other, $0) } }
    }
    let all = Double(max(pairs.count, 1))
    count = pairs.count
    share = Double(pairs.count { $0.label == $1.label }) / all
    divergence =
      pairs.reduce(0) { $0 + Self.divergence($1.0.probabilities, $1.1.probabilities) } / all
  }

  private static func divergence(_ p: [Double], _ q: [Double]) -> Double {
    zip(p, q).reduce(0) { sum, pair in
      // p log p → 0.
      pair.0 < least
        ? sum : sum + pair.0 * (naturalLogarithm(pair.0) - naturalLogarithm(max(pair.1, least)))
    }
  }
}
