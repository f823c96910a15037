import KDDistill
import KDSystem

/// `distill` and `train`: from files to files, with a line of progress.
struct DistillationRun {
  private let plan: TrainingPlan
  private let distillation: Distillation

  /// Reads and checks everything that training needs.
  init(_ plan: TrainingPlan) throws(Failure) {
    let checkpoint = plan.files.checkpointEvery == nil ? [] : [plan.files.checkpointPath]
    for output in plan.outputPaths + checkpoint {
      try OutputFiles.check(output, besides: plan.inputPaths)
    }
    try plan.checkReplaced()
    self.plan = plan
    distillation = try plan.distillation(plan.read())
  }

  /// Trains, quantises, compares and writes.
  func run() throws(Failure) -> TrainingSummary {
    let result = try train(ProgressLine())
    let student = try telling { () throws(DistillationError) in try distillation.finish(result) }
    try Signals.check()
    try telling { () throws(DistillationError) in
      if let limit = plan.files.options.maximumDrop {
        try student.quantized.fidelity.check(limit)
      }
    }
    let page = try page(student)
    try tellingFiles { () throws(FileDistillationError) in try plan.files.write(student) }
    if let page { try plan.report?.write(page) }
    plan.files.removeCheckpoints()
    return try summary(student)
  }

  private func train(_ line: ProgressLine) throws(Failure) -> TrainingResult {
    defer { line.clear() }
    let checkpoints = try tellingFiles { () throws(FileDistillationError) in
      try plan.files.checkpoints(distillation)
    }
    return try distillation.trainUnlessStopped(checkpoints) { line.show($0.text) }
  }

  /// Nil when no report is asked for.
  private func page(_ student: DistilledStudent) throws(Failure) -> ReportPage? {
    if plan.report == nil { return nil }
    let float = try telling { () throws(DistillationError) in try student.studentFile() }
    return try DistillationPage(
      plan: plan, data: distillation.data, result: student.training,
      float: ModelFile(plan.files.studentPath, float),
      int8: ModelFile(plan.files.modelPath, student.quantized.bytes),
      provenance: student.quantized.provenance, baseline: student.baseline
    ).page()
  }

  private func summary(_ student: DistilledStudent) throws(Failure) -> TrainingSummary {
    if let popular = PopularAnswer(student.quantized.fidelity.int8), popular.isShortcut {
      Terminal.note(popular.warning)
    }
    let test = try telling { () throws(DistillationError) in
      try distillation.testFidelity(student)
    }
    return TrainingSummary(plan: plan, distillation: distillation, student: student, test: test)
  }
}

extension Distillation {
  /// `train`, which a signal ends.
  func trainUnlessStopped(
    _ checkpoints: Checkpoints = Checkpoints(), show: (TrainingProgress) -> Void
  ) throws(Failure) -> TrainingResult {
    let result = try telling { () throws(DistillationError) in
      try train(checkpoints: checkpoints, host: .system) { progress in
        show(progress)
        return Signals.pending == 0
      }
    }
    try Signals.check()
    return result
  }
}

extension TrainingProgress {
  /// One line.
  fileprivate var text: String {
    var parts = ["epoch \(epoch)/\(epochs)"]
    if starts > 1 { parts[0] += " of start \(start)/\(starts)" }
    parts.append("loss \(decimal(loss, places: 4))")
    if validationLoss.isFinite {
      parts.append("validation loss \(decimal(validationLoss, places: 4))")
      parts.append("accuracy \(decimal(validationAccuracy, places: 4))")
    }
    parts.append("\(grouped(Int(responsesPerSecond))) responses/s")
    if share > 0 {
      parts.append("at most \(duration(elapsed * (1 - share) / share)) left")
    }
    return parts.joined(separator: ", ")
  }
}
