import KDCommon

/// The table of `compare`: teacher, ANN, student without and with distillation (Latif et al.,
/// table 2).
struct CompareReport {
  let plan: ComparePlan
  let runs: StudentRuns
  /// By seed.
  let teachers: [TeacherFigures]
  /// [rows][seeds]
  let outcomes: [[RunOutcome]]

  private static let (ann, distilled) = (0, 2)

  /// The rows with their outcomes, the teacher's first.
  private var rows: [(title: String, name: String, outcomes: [RunOutcome])] {
    var rows = [(title: "teacher", name: "teacher", outcomes: teachers.compactMap(\.outcome))]
    for (row, outcomes) in zip(plan.rows, outcomes) { rows.append((row.title, row.name, outcomes)) }
    return rows
  }

  var text: String {
    let measures = RunFigures.measures
    var cells = [[""] + measures.map(\.title) + ["parameters", "bytes"]]
    for row in rows {
      let counts = [row.outcomes.mean(\.parameterCount), row.outcomes.mean(\.byteCount)]
      cells.append(
        [row.title] + measures.map { row.outcomes.cell($0) }
          + counts.map { $0.map(grouped) ?? "-" })
    }
    return runs.heading + "\n\n" + table(cells) + "\n" + notes.map { $0 + "\n" }.joined()
  }

  private var notes: [String] {
    var notes = [RunFigures.accuracy, RunFigures.f1Macro].map { measure in
      let (wins, pairs) = wins(measure)
      return "distilled student above the ANN in \(measure.title): \(wins) of \(pairs) seeds"
    }
    if knownCount < labelledCount {
      notes.append(
        "teacher: soft labels for \(grouped(knownCount)) of \(grouped(labelledCount)) labelled "
          + "responses")
    }
    for row in rows where row.outcomes.contains(where: { $0.figures == nil }) {
      let diverged = row.outcomes.count { $0.figures == nil }
      notes.append("\(row.title): training broke down in \(diverged) of \(row.outcomes.count) runs")
    }
    return notes
  }

  /// Seeds with which the distilled student is better than the ANN, of those that both have.
  private func wins(_ measure: RunFigures.Measure) -> (wins: Int, pairs: Int) {
    let pairs = zip(outcomes[Self.ann], outcomes[Self.distilled]).compactMap { ann, distilled in
      ann.figures.flatMap { ann in distilled.figures.map { (ann, $0) } }
    }
    let wins = pairs.count { measure.value($0.evaluation) < measure.value($1.evaluation) }
    return (wins, pairs.count)
  }

  /// Of all seeds, the labelled responses and those of them that the teacher has a row for.
  private var labelledCount: Int { teachers.reduce(0) { $0 + $1.labelledCount } }
  private var knownCount: Int { teachers.reduce(0) { $0 + $1.evaluation.count } }

  var json: JSON {
    let rows = rows.map { row in
      JSON.object(
        [
          ("name", .string(row.name)),
          ("diverged", .integer(row.outcomes.count { $0.figures == nil })),
          ("parameters", row.outcomes.mean(\.parameterCount).map(JSON.integer) ?? .null),
          ("bytes", row.outcomes.mean(\.byteCount).map(JSON.integer) ?? .null),
        ] + RunFigures.measures.map { ($0.name, row.outcomes.json($0)) })
    }
    return .object([
      ("part", .string(runs.part.name)), ("seeds", .array(runs.seeds.map(JSON.integer))),
      ("rows", .array(rows)), ("teacher_rows", .integer(knownCount)),
      ("labelled_rows", .integer(labelledCount)),
      (
        "distilled_above_ann",
        .object(RunFigures.measures.map { ($0.name, .integer(wins($0).wins)) })
      ),
    ])
  }
}

extension [RunOutcome] {
  /// Mean and deviation, or a dash when there is no figure.
  func cell(_ measure: RunFigures.Measure) -> String {
    let summary = summary(measure)
    return summary.count > 0 ? summary.text : "-"
  }

  /// The mean of a count over the runs that have it; nil when none has.
  func mean(_ count: (RunFigures) -> Int?) -> Int? {
    let counts = compactMap { $0.figures.flatMap(count) }
    return counts.isEmpty ? nil : counts.reduce(0, +) / counts.count
  }
}
