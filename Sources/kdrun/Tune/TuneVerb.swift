import KDCommon
import KDSystem

/// `kdrun tune`: options of `distill` for the data at hand.
enum TuneVerb {
  static let verb = Verb(
    name: "tune", operands: "DATA",
    summary: "Search options of distill on a share of the data.",
    details: """
      Tries random settings around the defaults, the defaults themselves first: learning rate and
      its schedule, batch size, both dropouts, weight decay; with a teacher lambda, or alpha and
      temperature of --loss kl; --hidden-weight. An option that is given stays as it is. Each trial
      is cross-validated on a share of the training part, by item and label; dev and test take no
      part. The result is the trial with the least -log p(label) on responses that its students
      have not seen, of those that are better than the defaults in every fold, or the defaults:
      kdrun distill DATA --settings SETTINGS.json takes it.

      A part has at least \(TunePlan.leastRowsOfFold) responses, where there are as many. With a
      share s of the data trials have 1 / sqrt(s) times the epochs and the patience, and a start.
      The same seed gives the same settings for any number of threads. After each trial both files
      are written, SETTINGS.json with the best so far and SETTINGS.trials.jsonl; after Ctrl-C
      --resume goes on from there to the same result.
      """,
    options: own + RunOptions.distill,
    run: run)

  private static let own: [Option] = [
    .path(
      "--out", "SETTINGS.json", "Where to write; SETTINGS.trials.jsonl is written beside it.",
      standard: TunePlan.standardPath),
    .integer(
      "--trials", 1...10_000, "Settings to try.", standard: "\(TunePlan.standardTrials)"),
    .number(
      "--fraction", 1e-6...1, "Share of the training responses.",
      standard: "\(TunePlan.standardFraction)"),
    .integer(
      "--folds", 2...100, "Parts of the cross-validation.", placeholder: "K",
      standard: "\(TunePlan.standardFolds)"),
    .number(
      "--budget-seconds", 0...1e9, "No trial begins after S seconds.", placeholder: "S",
      standard: "no limit"),
    .integer(
      "--budget-bytes", 1...Int(Int32.max),
      "The model file must fit N bytes: fewer words, if need be.",
      standard: "no limit"),
    .flag("--resume", "Go on from SETTINGS.trials.jsonl, where there is one."),
    .integer(
      "--threads", 1...1024, "Threads; their number does not change the result.",
      standard: "\(Machine.coreCount), all cores"),
    .flag("--json", "Print one JSON object."),
  ]

  private static func run(_ arguments: Arguments) throws(Failure) {
    let arguments = try arguments.withSettings(verb.options)
    var plan = try TunePlan(arguments)
    let training = try TrainingPlan(plan.arguments(1))
    for path in [plan.settingsPath, plan.trialsPath] {
      try OutputFiles.check(path, besides: training.inputPaths)
    }
    let data = try training.read()
    if let words = try SizeBudget.words(plan, data) { plan.limit(words: words) }
    let runs = try TrialRuns(plan, data)
    let file = TrialFile(path: plan.trialsPath, identity: runs.identity)
    let done = plan.isResumed ? try file.read(plan.settings) : [:]
    let (fixed, path) = (plan.fixed, plan.settingsPath)
    @Sendable func keep(_ trials: [Trial]) throws(Failure) {
      try file.write(trials)
      guard let best = trials.best else { return }
      let settings = JSON.object(settingsJSON(fixed + best.settings))
      try OutputFiles.write(Array((settings.text + "\n").utf8), to: path)
    }
    let trials = try runs.run(done, finished: keep)
    // A resumed run may have had nothing left to do.
    try keep(trials)
    if trials.best == nil {
      throw .badData("\(plan.settingsPath): nothing written: no trial has ended")
    }
    let report = TuneReport(plan: plan, runs: runs, trials: trials)
    try Terminal.print(arguments.has("--json") ? report.json.text + "\n" : report.text)
  }
}
