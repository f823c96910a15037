/// What a grader says of one response.
public struct Verdict: Sendable, Equatable {
  /// Index of the class that it chooses.
  public let label: Int
  /// By class, 0 … 1.
  public let probabilities: [Double]

  /// A verdict; `label` need not be the first of equally likely classes.
  public init(label: Int, probabilities: [Double]) {
    self.label = label
    self.probabilities = probabilities
  }

  /// The probability of the class chosen.
  public var confidence: Double { probabilities[label] }
}
