import KDCommon
import KDData
import KDMetrics

/// The label that a student gives most often, and whether that looks like a shortcut.
struct PopularAnswer {
  let label: String
  /// Labelled responses, those that the student gives the label, and those that people give it.
  let count: Int
  let predicted: Int
  let labelled: Int

  /// Nil when no response has a label.
  init?(_ evaluation: Evaluation) {
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
  var isShortcut: Bool {
    let others = count - labelled
    return others >= 5 && 3 * (count - predicted) < others
  }

  private func percent(_ part: Int) -> String {
    decimal(100 * Double(part) / Double(count), places: 1) + " %"
  }

  var text: String {
    "\(printable(label)), \(percent(predicted)) of the scores on dev, "
      + "\(percent(labelled)) of the labels"
  }

  /// One line.
  var warning: String {
    "warning: the student scores \(percent(predicted)) of dev as \(quoted(label)), "
      + "people \(percent(labelled)); --shortcut-penalty works against it"
  }

  var json: JSON {
    .object([
      ("label", .string(label)), ("share", .number(Double(predicted) / Double(count))),
      ("label_share", .number(Double(labelled) / Double(count))),
      ("is_shortcut", .bool(isShortcut)),
    ])
  }
}
