import KDCommon
import KDData

/// Whether a teacher's rows are those of the data: what fits on neither side, and how often the
/// teacher's likeliest label is the human one.
package struct TeacherCheck {
  private let teacher: SoftLabels
  private let responses: [Response]
  private let agreement: TeacherAgreement
  package var count: Int { agreement.count }
  package var right: Int { agreement.right }
  private var chance: Double { agreement.chance }

  /// Fewer say nothing.
  private static let leastCount = 20

  /// - Parameter responses: all of the data that training reads.
  package init(_ teacher: SoftLabels, _ responses: [Response]) {
    self.teacher = teacher
    self.responses = responses
    agreement = TeacherAgreement(teacher.rows, labels: teacher.labels, on: responses)
  }

  /// How much chance alone varies.
  private var deviation: Double {
    (chance * max(0, 1 - chance / Double(max(count, 1)))).squareRoot()
  }

  /// Whether it agrees with the labels no better than a teacher of other responses would.
  package var isChance: Bool {
    count >= Self.leastCount && Double(right) <= chance + deviation
  }

  /// Lines for a person.
  ///
  /// - Parameter known: ids of all the data's responses, those of the test part too; nil where only a
  ///   part of the data was read.
  package func notes(known: Set<String>?) -> [String] {
    var notes: [String] = []
    let name = printable(teacher.path)
    let strangers = known.map { known in teacher.unusedIDs.filter { !known.contains($0) } } ?? []
    let lacking = responses.filter { teacher.rows[$0.id] == nil }
    if let first = strangers.first {
      notes.append(
        "\(name): \(countedRows(strangers.count)) of \(teacher.rowCount), such as \(quoted(first)), "
          + "belong to no response that was read")
    }
    if let first = lacking.first {
      notes.append(
        "\(name): \(lacking.count) of \(responses.count) responses, such as \(quoted(first.id)), have no "
          + "soft labels")
    }
    if teacher.dividedCount > 0 {
      notes.append(
        "\(name): \(countedRows(teacher.dividedCount)) of probabilities rounded to two decimals, divided "
          + "by their sum")
    }
    if count >= Self.leastCount && Double(right) <= chance + 3 * deviation {
      notes.append(
        "\(name): warning: the teacher's likeliest label is the human one for \(right) of \(count) "
          + "responses, by chance it would be for \(Int(chance.rounded()))")
    }
    return notes
  }

  /// Refuses a teacher of other responses.
  package func check() throws(DataError) {
    guard isChance else { return }
    throw .bad(
      teacher.path, nil,
      "the teacher agrees with the labels no better than chance: its ids may be those of other responses",
      expected: "more than \(Int(chance.rounded())) of \(count) right, or --force",
      got: "\(right)")
  }
}
