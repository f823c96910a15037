import KDCommon

/// Distillations in a row, each begun with the student of the one before (Ashvin et al., "Scaling
/// Down": two-stage distillation).
///
/// Stage 2 of 3 writes `M-stage2.kdm` and `M-stage2.safetensors` beside `M.kdm`, the last stage
/// `M.kdm` itself: the same bytes as commands with `--init`.
struct StagedDistillation {
  private let list: StageList
  private let plans: [TrainingPlan]

  /// Reads the file and checks the options of every stage, before the first begins.
  init(_ list: StageList, _ arguments: Arguments, _ options: [Option]) throws(Failure) {
    self.list = list
    for option in options where arguments.isGiven(option.name) {
      if !option.isOfCommand { throw .exclusive("--stages", option.name) }
    }
    if !arguments.operandBytes.isEmpty { throw .exclusive("--stages", "DATA") }
    let path = try TrainingPlan.modelPath(arguments)
    let stem = path.dropLast(".kdm".count)
    let report = try ReportFile(arguments).map { ["--report=\($0.path)"] } ?? []
    // Each stage writes a file of its own, and the last one the page.
    let ofAll = options.filter { $0.isOfCommand }.map { $0.name }.filter { name in
      ![DistillVerbOptions.stages, DistillVerbOptions.out, DistillVerbOptions.report].contains {
        $0.name == name
      }
    }.flatMap { name in
      arguments.has(name) ? [name] : arguments.strings(name).map { "\(name)=\($0)" }
    }
    var plans: [TrainingPlan] = []
    for (index, command) in list.commands.enumerated() {
      let isLast = index == list.commands.count - 1
      let out = isLast ? path : "\(stem)-stage\(index + 1).kdm"
      let before = index == 0 ? [] : ["--init=\(stem)-stage\(index).safetensors"]
      let line = (isLast ? report : []) + ofAll + ["--out=\(out)"] + before + command
      do throws(Failure) {
        let arguments = try Arguments(line.map { Array($0.utf8) }, options: options)
        var plan = try TrainingPlan(arguments.withSettings(options), options)
        // Only the last student is served, and reported on.
        if !isLast { plan.files.options.maximumDrop = nil }
        plans.append(plan)
      } catch { throw list.fault(index, error.text ?? "") }
    }
    for plan in plans { try plan.checkReplaced() }
    self.plans = plans
    // The last stage, which writes it, would find out late.
    if let report = plans.last?.report { try OutputFiles.check(report.path, besides: [list.path]) }
  }

  func run(isJSON: Bool) throws(Failure) {
    var reports: [JSON] = []
    for (index, plan) in plans.enumerated() {
      let summary = try DistillationRun(plan).run()
      reports.append(summary.json)
      if !isJSON {
        try Terminal.print("stage \(index + 1) of \(plans.count)\n" + summary.text)
      }
    }
    if isJSON { try Terminal.print(JSON.object([("stages", .array(reports))]).text + "\n") }
  }
}
