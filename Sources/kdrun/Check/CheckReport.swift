import KDCommon
import KDData
import KDDistill

/// What `check` tells.
struct CheckReport {
  let path: String
  let data: DistillationData
  /// Column of another person's labels.
  let secondLabel: String?

  private var split: DataSplit { data.split }
  private var parts: [(name: String, responses: [Response])] {
    [("train", split.train), ("dev", split.dev), ("test", split.test)]
  }
  private var all: [Response] { split.train + split.dev + split.test }

  /// How many responses have each label, in class order.
  private func counts(_ responses: [Response]) -> [(label: String, count: Int)] {
    split.labels.map { label in (label, responses.count { $0.label == label }) }
  }

  private var items: [(item: String, count: Int)] {
    var counts: [String: Int] = [:]
    for response in all { counts[response.item, default: 0] += 1 }
    return counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private var scaleText: String {
    if split.isChoice { return "options of choice questions" }
    switch split.scale {
    case .classes: return "classes without an order; --labels A,B,… states one"
    case .grades:
      return split.labelOrder.map { "grades, " + printable($0.joined(separator: " < ")) }
        ?? "grades, by their value"
    }
  }

  var text: String {
    var lines = [
      ("data", printable(path)),
      (
        "answers",
        parts.map { "\(grouped($0.responses.count)) \($0.name)" }.joined(separator: ", ")
          + "; left out: \(grouped(split.droppedEmpty)) empty, "
          + "\(grouped(split.droppedUnlabelled)) without a label"
      ),
      ("ids", split.hasIDs ? "of their own" : "row numbers, from 1"), ("labels are", scaleText),
    ]
    let named = items.filter { !$0.item.isEmpty }
    let shown = named.prefix(8).map { "\(printable($0.item)) \(grouped($0.count))" }
    lines.insert(
      (
        "items",
        named.isEmpty
          ? "none" : shown.joined(separator: ", ") + (named.count > 8 ? ", …" : "")
      ), at: 2)
    if let second { lines.append(("people", second.text)) }
    if let agreement = teacherAgreement {
      lines.append(
        (
          "teacher",
          "its likeliest label is the human one for \(grouped(agreement.right)) of "
            + "\(grouped(agreement.count)) answers that both have"
        ))
    }
    if let uncertainty {
      lines.append(
        (
          "to expect",
          "\(uncertainty.part) has \(grouped(uncertainty.count)) answers: an accuracy measured on it "
            + "is uncertain by about ± \(decimal(uncertainty.margin, places: 2))"
        ))
    }
    let table =
      [["label"] + parts.map(\.name)]
      + counts(all).map { label, _ in
        [printable(label)]
          + parts.map { part in grouped(part.responses.count { $0.label == label }) }
      }
    let all = split.notes + split.remarks
    let notes = all.isEmpty ? ["nothing to note"] : all
    return rows(lines) + "\n" + kdrun.table(table) + "\n" + notes.map { $0 + "\n" }.joined()
  }

  private var second: SecondGrader? {
    SecondGrader(secondLabel, split.labelPairs, order: split.labelOrder)
  }

  private var teacherAgreement: TeacherAgreement? {
    data.teacher.map { TeacherAgreement($0.rows, labels: split.labels, on: all) }
  }

  /// Half of a 95 % interval of an accuracy near 0.75, of what a student is judged on.
  private var uncertainty: (part: String, count: Int, margin: Double)? {
    let judged = data.judged
    let count = judged.responses.count { $0.label != nil }
    guard count > 0 else { return nil }
    return (
      judged.isTest ? "test" : "dev", count, 1.96 * (0.75 * 0.25 / Double(count)).squareRoot()
    )
  }

  var json: JSON {
    .object([
      ("data", .string(path)),
      (
        "parts",
        .object(
          parts.map { part in
            (
              part.name,
              .object([
                ("n", .integer(part.responses.count)),
                (
                  "labels",
                  .object(counts(part.responses).map { ($0.label, .integer($0.count)) })
                ),
              ])
            )
          })
      ),
      ("labels", .array(split.labels.map(JSON.string))),
      ("label_values", split.scale.values.map { .array($0.map(JSON.number)) } ?? .null),
      ("items", .object(items.filter { !$0.item.isEmpty }.map { ($0.item, .integer($0.count)) })),
      ("dropped_empty", .integer(split.droppedEmpty)),
      ("dropped_unlabelled", .integer(split.droppedUnlabelled)),
      (
        "teacher",
        teacherAgreement.map {
          .object([("right", .integer($0.right)), ("n", .integer($0.count))])
        } ?? .null
      ),
      ("second_label", second?.json ?? .null),
      ("notes", .array((split.notes + split.remarks).map(JSON.string))),
    ])
  }
}
