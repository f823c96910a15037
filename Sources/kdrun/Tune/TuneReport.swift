import KDCommon
import KDData
import KDDistill

/// What `tune` tells at the end.
struct TuneReport {
  private static let shownTrials = 5

  let plan: TunePlan
  let runs: TrialRuns
  let trials: [Trial]

  private var best: Trial? { trials.best }
  private var standard: Trial? { trials.first { $0.number == 1 } }

  var text: String {
    heading + "\n\n" + table + "\n" + comparison + "wrote \(printable(plan.settingsPath)), "
      + "\(printable(plan.trialsPath))\n"
  }

  private var heading: String {
    let percent = decimal(100 * Double(runs.sampleCount) / Double(runs.trainCount), places: 1)
    let skipped = plan.trialCount - trials.count
    return "\(grouped(trials.count)) trials, \(plan.folds) folds of \(grouped(runs.sampleCount)) "
      + "responses, \(percent) % of \(grouped(runs.trainCount)) for training"
      + (skipped > 0 ? "; \(grouped(skipped)) not begun within --budget-seconds" : "")
  }

  /// The trials with the least loss; the defaults and the result wherever they stand.
  private var table: String {
    let ranked = trials.ranked
    let shown = ranked.indices.filter { place in
      place < Self.shownTrials || [1, best?.number].contains(ranked[place].number)
    }.map { ranked[$0] }
    let names = plan.space.options.map(\.name)
    let head = ["trial", "log loss", "accuracy", "F1 macro", "QWK"] + names
    let cells = shown.map { trial in
      let figures = trial.figures.map { [$0.logLoss, $0.accuracy, $0.f1Macro, $0.qwk] }
      return [trial.number == 1 ? "1, defaults" : "\(trial.number)"]
        + (figures?.map { figure($0, places: 3) } ?? ["broke down", "-", "-", "-"])
        + trial.settings.map(\.value)
    }
    return kdrun.table([head] + cells)
  }

  private var comparison: String {
    guard let best, let figures = best.figures, let standard = standard?.figures else { return "" }
    if best.number == 1 {
      return "result: the defaults; no other trial has a lower log loss in every fold\n"
    }
    return "result: trial \(best.number), better in every fold than the defaults; log loss "
      + "\(signed(figures.logLoss - standard.logLoss, places: 3)), accuracy "
      + "\(signed(figures.accuracy - standard.accuracy, places: 3)), F1 macro "
      + signed(figures.f1Macro - standard.f1Macro, places: 3)
      + (figures.qwk.isNaN
        ? "\n" : ", QWK \(signed(figures.qwk - standard.qwk, places: 3))\n")
  }

  var json: JSON {
    .object([
      ("trials", .integer(trials.count)), ("folds", .integer(plan.folds)),
      ("rows", .integer(runs.sampleCount)), ("train", .integer(runs.trainCount)),
      ("best", best.map(json) ?? .null), ("defaults", standard.map(json) ?? .null),
      ("settings", .object(settingsJSON(plan.fixed + (best?.settings ?? [])))),
    ])
  }

  private func json(_ trial: Trial) -> JSON {
    .object([("trial", .integer(trial.number))] + trial.figuresJSON)
  }
}
