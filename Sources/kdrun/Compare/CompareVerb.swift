/// `kdrun compare`: what distillation gives on a data set.
enum CompareVerb {
  static let verb = Verb(
    name: "compare", operands: "DATA --teacher T.jsonl",
    summary: "Compare teacher, baseline, and student without and with distillation.",
    details: """
      The second table of Latif et al. for your data: the teacher, the ANN (embedding, global
      average pooling, dense) and the student trained on human labels alone, and the student
      distilled with the options given, which are those of distill. ANN and students have the
      same --max-params and the same seeds; they are int8, as they are served. The teacher's score
      is its most probable label.

      Mean and standard deviation (over n, not n - 1) over the seeds: on the test part of a file,
      which is split 7:1:2 by the seed, or of a folder that has one, else on dev.
      """,
    options: RunOptions.own + ComparePlan.options,
    run: run)

  private static func run(_ arguments: Arguments) throws(Failure) {
    let arguments = try arguments.withSettings(verb.options)
    let plan = try ComparePlan(arguments)
    if let path = plan.csvPath {
      try OutputFiles.check(path, besides: arguments.operands + arguments.strings("--teacher"))
    }
    let runs = try StudentRuns(plan.rows.map(\.arguments), readsTest: true)
    let teachers = runs.data(of: plan.rows.count - 1).map { TeacherFigures($0) }
    let rows = plan.csvPath.map {
      RunsCSV(
        path: $0, names: ["model"], values: [["teacher"]] + plan.rows.map { [$0.name] },
        seeds: runs.seeds)
    }
    let known = teachers.map(\.outcome)
    let outcomes = try runs.run { outcomes throws(Failure) in
      try rows?.write([known] + outcomes)
    }
    let report = CompareReport(plan: plan, runs: runs, teachers: teachers, outcomes: outcomes)
    try Terminal.print(arguments.has("--json") ? report.json.text + "\n" : report.text)
  }
}
