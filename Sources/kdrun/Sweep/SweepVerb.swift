/// `kdrun sweep`: how much an option of `distill` matters.
enum SweepVerb {
  static let verb = Verb(
    name: "sweep", operands: "DATA --OPTION VALUES",
    summary: "Distil with each value of an option, and compare.",
    details: """
      An option of a number or a name takes a range, --lambda 0.02:0.2:0.02, or a list,
      --schedule constant,cosine; of several such options, every combination runs. All other
      options are those of distill, the same in every run. Prints mean and standard deviation
      (over n, not n - 1) over the seeds of accuracy, macro F1 and quadratic weighted
      kappa (QWK) of the int8 student: on the test part of a file, which is split 7:1:2 by the
      seed, or of a folder that has one, else on dev.

      Each run has one thread and keeps no student; one that breaks down is counted and left
      out. Ctrl-C keeps the rows of --csv that are finished.
      """,
    options: RunOptions.own + [
      .path("--plot", "FILE.svg", "Draw means and deviations; of one option.")
    ] + RunOptions.distill,
    run: run)

  private static func run(_ arguments: Arguments) throws(Failure) {
    let arguments = try arguments.withSettings(verb.options)
    let plan = try SweepPlan(arguments)
    for path in [plan.csvPath, plan.picturePath].compactMap({ $0 }) {
      try OutputFiles.check(path, besides: arguments.operands + arguments.strings("--teacher"))
    }
    let runs = try StudentRuns(plan.variants)
    let rows = plan.csvPath.map {
      RunsCSV(path: $0, names: plan.names, values: plan.combinations, seeds: runs.seeds)
    }
    let outcomes = try runs.run { outcomes throws(Failure) in try rows?.write(outcomes) }
    let report = SweepReport(plan: plan, runs: runs, outcomes: outcomes)
    if let path = plan.picturePath { try OutputFiles.write(Array(report.picture.utf8), to: path) }
    try Terminal.print(arguments.has("--json") ? report.json.text + "\n" : report.text)
  }
}
