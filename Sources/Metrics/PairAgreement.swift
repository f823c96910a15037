/// How close a student's verdicts come to those of another grader, human labels aside.
public struct PairAgreement: Sendable, Equatable {
  /// Responses that both have a verdict on.
  public let count: Int
  /// Part of them with the same label, 0 … 1; 0 for none.
  public let share: Double
  /// Mean KL(other ‖ student) = Σ p log(p / q), in nats; 0 for none.
  public let divergence: Double

  /// Probabilities are taken as at least this: a student's are written with six decimals.
  private static let least = 1e-6

  /// Compares verdicts on the same responses, nil where there is none.
  public init(of student: [Verdict?], with other: [Verdict?]) {
    let pairs = zip(other, student).compactMap { other, student in
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
      if pair.0 < least { return sum }
      return sum + pair.0 * (naturalLogarithm(pair.0) - naturalLogarithm(max(pair.1, least)))
    }
  }
}
