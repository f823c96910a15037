import KDMetrics

/// The label that a student gives most often, and whether that looks like a shortcut.
public struct PopularAnswer: Sendable {
  /// The label.
  public let label: String
  /// Labelled responses, those that the student gives the label, and those that people give it.
  public let count: Int
  /// How many responses the student gives it.
  public let predicted: Int
  /// How many responses people give it.
  public let labelled: Int

  /// Nil when no response has a label.
  public init?(_ evaluation: Evaluation) {
    // The first of equals.
    guard evaluation.count > 0,
      let first = evaluation.classes.max(by: { $0.predicted < $1.predicted }),
      let popular = evaluation.classes.first(where: { $0.predicted == first.predicted })
    else { return nil }
    label = popular.label
    count = evaluation.count
    predicted = popular.predicted
    labelled = popular.support
  }

  /// Whether the student gives other labels less than a third as often as people do.
  ///
  /// A share alone would not do: where people give one label to 95 %, a good student does too.
  /// With fewer than five other labels among the responses chance decides.
  public var isShortcut: Bool {
    let others = count - labelled
    return others >= 5 && 3 * (count - predicted) < others
  }
}
