import KDCommon
import KDData
import KDDistill
import KDExport
import KDQuantize
import KDSystem

/// The steps from a folder of graded responses to a student's two files.
struct Distillation {
  private let plan: TrainingPlan
  private let data: DataSplit
  private let teacher: TeacherMix?
  private let hidden: [HiddenStates]
  private let initial: InitialFile?
  private let configuration: StudentConfiguration
  private let training: EncodedResponses
  private let validation: EncodedResponses

  /// Reads and checks everything that training needs.
  init(_ plan: TrainingPlan) throws(Failure) {
    let checkpoint = plan.checkpointEvery == nil ? [] : [CheckpointFile(plan).path]
    for output in plan.outputPaths + checkpoint {
      try OutputFiles.check(output, besides: plan.inputPaths)
    }
    try self.init(plan, TrainingData(plan))
  }

  /// For students that are not written.
  ///
  /// - Parameter source: what `plan` says is to be read.
  init(_ plan: TrainingPlan, _ source: TrainingData) throws(Failure) {
    self.plan = plan
    (data, teacher, hidden) = (source.data, source.teacher, source.hidden)
    initial = try plan.initialPaths.first.map { path throws(Failure) in try InitialFile(path) }
    var options = plan.configuration
    options.initial = initial?.student.configuration
    do throws(DataError) {
      configuration = try makeConfiguration(train: data.train, options: options)
    } catch { throw Failure(error) }
    if let reason = initial?.student.mismatch(with: configuration) {
      throw .notAModel(path: plan.initialPaths[0], reason: reason)
    }
    let soft = teacher?.rows ?? [:]
    training = EncodedResponses(data.train, configuration, soft: soft, hidden: hidden)
    validation = EncodedResponses(data.dev, configuration, soft: soft)
  }

  /// Trains, quantises, compares and writes.
  func run() throws(Failure) -> TrainingSummary {
    let result = try fitShowing(ProgressLine())
    let files = try quantized(result)
    try Signals.check()
    if !plan.isForced { try files.fidelity.check(plan.maximumDrop) }
    let student = try Self.encode(result.student, files.provenance)
    let page = try page(result, student, files)
    try OutputFiles.writePair((plan.studentPath, student), (plan.modelPath, files.model))
    if let page { try plan.report?.write(page) }
    CheckpointFile(plan).remove()
    CheckpointFile(plan, isQuantized: true).remove()
    return try summary(result, files)
  }

  /// Trains and quantises, and judges the int8 student on `TrainingData.judged`; writes nothing.
  ///
  /// - Parameter progress: given the share that is done, on any thread.
  func judge(progress: (Double) -> Void) throws(Failure) -> RunFigures {
    let result = try fit { progress($0.share) }
    let files = try quantized(result)
    let fidelity = try test(result.student, files) ?? files.fidelity
    return RunFigures(
      evaluation: fidelity.int8, parameterCount: result.student.parameters.count,
      byteCount: files.model.count)
  }

  /// Trains, and returns the float student with the validation responses as it reads them.
  func student(
    progress: (Double) -> Void
  ) throws(Failure) -> (student: FloatStudent, validation: [TrainingExample]) {
    (try fit { progress($0.share) }.student, validation.examples)
  }

  /// How large the model file is, whatever its weights: found out with a few responses.
  func fileByteCount() throws(Failure) -> Int {
    var options = plan.training
    (options.epochs, options.starts) = (1, 1)
    let few = Array(training.examples.prefix(8))
    let result = train(
      configuration, training: few, validation: few, options: options, host: .system
    ) { _ in true }
    return try QuantizedFiles(
      result.student, provenance(result), calibration: few, validation: few
    ).model.count
  }

  private func quantized(_ result: TrainingResult) throws(Failure) -> QuantizedFiles {
    try QuantizedFiles(
      result.student, provenance(result), calibration: training.examples,
      validation: validation.examples)
  }

  private static func encode(
    _ student: FloatStudent, _ provenance: Provenance
  ) throws(Failure) -> [UInt8] {
    do throws(SafetensorsError) {
      return try encodeSafetensors(student, provenance)
    } catch { throw .badData("\(error)") }
  }

  private func fitShowing(_ line: ProgressLine) throws(Failure) -> TrainingResult {
    defer { line.clear() }
    return try fit { line.show(Self.text($0)) }
  }

  /// Nil when no report is asked for.
  private func page(
    _ result: TrainingResult, _ student: [UInt8], _ files: QuantizedFiles
  ) throws(Failure) -> ReportPage? {
    if plan.report == nil { return nil }
    return try DistillationReport(
      plan: plan, data: data, teacher: teacher, result: result,
      float: ModelFile(plan.studentPath, student), int8: ModelFile(plan.modelPath, files.model),
      provenance: files.provenance
    ).page()
  }

  private func fit(_ show: (TrainingProgress) -> Void) throws(Failure) -> TrainingResult {
    func goesOn(_ progress: TrainingProgress) -> Bool {
      show(progress)
      return Signals.pending == 0
    }
    var result = train(
      configuration, training: training.examples, validation: validation.examples,
      options: plan.training, initial: initial?.student,
      checkpoints: try CheckpointFile(plan).plan(identity), host: .system, progress: goesOn)
    try Self.check(result)
    guard let epochs = plan.quantizedEpochs else { return result }
    result.goOn(
      with: fineTuneQuantized(
        result.student, training: training.examples, validation: validation.examples,
        options: plan.training, epochs: epochs,
        checkpoints: try CheckpointFile(plan, isQuantized: true).plan(identity),
        host: .system, progress: goesOn))
    try Self.check(result)
    return result
  }

  private static func check(_ result: TrainingResult) throws(Failure) {
    try Signals.check()
    if let fault = result.checkpointFault { throw Failure(fault) }
    if let divergence = result.divergence { throw .diverged(divergence) }
  }

  /// What decides the bytes of the result.
  var identity: Checkpoint.Identity {
    let seed = "\(plan.training.seed)"
    return [
      ("version", "kdrun \(CommandLineTool.version)"), ("data", data.sha256),
      ("teacher", teacher?.sha256 ?? ""), ("seed", seed),
    ] + plan.settings + (initial?.settings ?? []) + hiddenSettings + [
      ("responses", digest(configuration, [training.examples, validation.examples]))
    ]
  }

  private static func text(_ progress: TrainingProgress) -> String {
    var parts = ["epoch \(progress.epoch)/\(progress.epochs)"]
    if progress.starts > 1 { parts[0] += " of start \(progress.start)/\(progress.starts)" }
    parts.append("loss \(decimal(progress.loss, places: 4))")
    if progress.validationLoss.isFinite {
      parts.append("validation loss \(decimal(progress.validationLoss, places: 4))")
      parts.append("accuracy \(decimal(progress.validationAccuracy, places: 4))")
    }
    parts.append("\(grouped(Int(progress.responsesPerSecond))) responses/s")
    if progress.share > 0 {
      let left = progress.elapsed * (1 - progress.share) / progress.share
      parts.append("at most \(duration(left)) left")
    }
    return parts.joined(separator: ", ")
  }

  private func provenance(_ result: TrainingResult) -> Provenance {
    var provenance = Provenance()
    provenance.dataSHA256 = data.sha256
    provenance.seed = UInt32(truncatingIfNeeded: plan.training.seed)
    provenance.settings = plan.settings + (initial?.settings ?? []) + hiddenSettings
    provenance.metrics = [
      (name: "train_responses", value: Float(training.examples.count)),
      (name: "best_start", value: Float(result.bestStart)),
      (name: "best_epoch", value: Float(result.bestEpoch)),
    ]
    if let teacher {
      provenance.teacher = Self.names(plan.teacherPaths)
      provenance.teacherSHA256 = teacher.sha256
    }
    return provenance
  }

  /// Nothing without hidden states.
  private var hiddenSettings: [(name: String, value: String)] {
    if hidden.isEmpty { return [] }
    return [
      (name: "hidden", value: Self.names(plan.hiddenPaths)),
      (name: "hidden_sha256", value: hidden.map(\.sha256).joined(separator: ",")),
    ]
  }

  /// Names only: a path would tell about the machine.
  private static func names(_ paths: [String]) -> String {
    paths.map { lastPathPart($0) }.joined(separator: ",")
  }

  private func summary(
    _ result: TrainingResult, _ files: QuantizedFiles
  ) throws(Failure) -> TrainingSummary {
    if let popular = PopularAnswer(files.fidelity.int8), popular.isShortcut {
      Terminal.note(popular.warning)
    }
    let test = try self.test(result.student, files)
    return TrainingSummary(
      plan: plan, data: data, configuration: configuration,
      teacher: teacher, unknownItemCount: validation.unknownItemCount, result: result,
      fidelity: files.fidelity,
      test: test)
  }

  /// The comparison on the test part, when the data has one.
  private func test(
    _ student: FloatStudent, _ files: QuantizedFiles
  ) throws(Failure) -> Fidelity? {
    let examples = EncodedResponses(data.test, configuration).examples
    if examples.isEmpty { return nil }
    return try Fidelity(student, files.model, on: examples)
  }
}
