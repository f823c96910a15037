import KDCommon

/// What `sweep` tells at the end.
struct SweepReport {
  let plan: SweepPlan
  let runs: StudentRuns
  /// [variants][seeds]
  let outcomes: [[RunOutcome]]

  var text: String {
    let measures = [RunFigures.accuracy, RunFigures.f1Macro, RunFigures.qwk]
    let hasDiverged = outcomes.joined().contains { $0.figures == nil }
    var cells = [
      plan.names.map { "--\($0)" } + measures.map(\.title) + (hasDiverged ? ["diverged"] : [])
    ]
    for (row, outcomes) in zip(plan.combinations, outcomes) {
      let diverged = outcomes.count { $0.figures == nil }
      cells.append(
        row + measures.map { outcomes.summary($0).text } + (hasDiverged ? ["\(diverged)"] : []))
    }
    return runs.heading + "\n\n" + table(cells)
  }

  var json: JSON {
    let points = zip(plan.combinations, outcomes).map { row, outcomes in
      JSON.object(
        [("values", .object(zip(plan.names, row).map { ($0, .string($1)) }))]
          + [("diverged", .integer(outcomes.count { $0.figures == nil }))]
          + RunFigures.measures.map { ($0.name, outcomes.json($0)) })
    }
    return .object([
      ("options", .array(plan.names.map(JSON.string))), ("part", .string(runs.part.name)),
      ("seeds", .array(runs.seeds.map(JSON.integer))), ("points", .array(points)),
    ])
  }

  /// Mean and deviation of each measure over the values; of one option only.
  var picture: String {
    SweepPicture(
      option: "--\(plan.names[0])", values: plan.values[0], caption: runs.heading,
      series: [RunFigures.accuracy, RunFigures.f1Macro, RunFigures.qwk].map { measure in
        (name: measure.title, points: outcomes.map { $0.summary(measure) })
      }
    ).svg
  }
}
