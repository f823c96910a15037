import KDData
import KDExport
import KDMetrics
import KDQuantize
import KDRuntime

/// The way from responses in memory to a student and the bytes of its two files.
///
///     let distillation = try Distillation(DistillationData(split), DistillationOptions())
///     let student = try distillation.run(host: .system) { _ in true }
///
/// Each stage is a call of its own too: `train`, `finish`, and the student's `fidelity.check`.
public struct Distillation: Sendable {
  /// What the student learns from.
  public let data: DistillationData
  /// How it learns.
  public let options: DistillationOptions
  /// The student's layers, words, items and labels.
  public let configuration: StudentConfiguration
  private let training: EncodedResponses
  private let validation: EncodedResponses

  /// Chooses the vocabulary and encodes the responses.
  ///
  /// - Throws: `DistillationError`: `data`, `choiceQuestions` or `initialStudent`.
  public init(
    _ data: DistillationData, _ options: DistillationOptions
  ) throws(DistillationError) {
    self.data = data
    try DistillationData.checkChoice(data.split, options, hasHidden: !data.hidden.isEmpty)
    var wanted = options.configuration
    wanted.initial = data.initial?.student.configuration
    do throws(DataError) {
      configuration = try makeConfiguration(train: data.split.train, options: wanted)
    } catch { throw .data(error) }
    var options = options
    options.configuration.rules = configuration.rules
    self.options = options
    if let initial = data.initial, let reason = initial.student.mismatch(with: configuration) {
      throw .initialStudent(path: initial.path, reason: reason)
    }
    let soft = data.teacher?.rows ?? [:]
    training = EncodedResponses(data.split.train, configuration, soft: soft, hidden: data.hidden)
    validation = EncodedResponses(data.split.dev, configuration, soft: soft)
  }

  /// Training and validation responses as the student reads them.
  public var trainingExamples: [TrainingExample] { training.examples }
  /// Validation responses as the student reads them.
  public var validationExamples: [TrainingExample] { validation.examples }
  /// Validation responses to items that no training response has.
  public var unknownItemCount: Int { validation.unknownItemCount }

  /// All stages: trains, quantises, compares, and refuses an int8 student that loses more than
  /// `options.maximumDrop`.
  ///
  /// - Parameters:
  ///   - host: the machine's threads, locks and clock; the result does not depend on it.
  ///   - progress: as `train` of KDDistill has it; false ends the distillation.
  /// - Throws: `DistillationError`.
  public func run(
    host: TrainingHost, progress: (TrainingProgress) -> Bool
  ) throws(DistillationError) -> DistilledStudent {
    let student = try finish(try train(host: host, progress: progress))
    if let limit = options.maximumDrop { try student.quantized.fidelity.check(limit) }
    return student
  }

  /// The float student: training at full precision, then at the int8 codes when asked for.
  ///
  /// - Parameters:
  ///   - checkpoints: of both parts.
  ///   - host: the machine's threads, locks and clock; the result does not depend on it.
  ///   - progress: called a few times a second, on any thread but never on two at once; false ends
  ///     the training.
  /// - Throws: `DistillationError`: `stopped`, `checkpoint` or `diverged`.
  public func train(
    checkpoints: Checkpoints = Checkpoints(), host: TrainingHost,
    progress: (TrainingProgress) -> Bool
  ) throws(DistillationError) -> TrainingResult {
    var result = KDDistill.train(
      configuration, training: training.examples, validation: validation.examples,
      options: options.training, initial: data.initial?.student, checkpoints: checkpoints.float,
      host: host, progress: progress)
    try Self.check(result)
    guard let epochs = options.quantizedEpochs else { return result }
    result.goOn(
      with: fineTuneQuantized(
        result.student, training: training.examples, validation: validation.examples,
        options: options.training, epochs: epochs, checkpoints: checkpoints.quantized,
        host: host, progress: progress))
    try Self.check(result)
    return result
  }

  /// The checkpoints of `train`: of training at full precision, and at the int8 codes.
  public struct Checkpoints: Sendable {
    /// Of training at full precision; nil for none.
    public var float: CheckpointPlan?
    /// Of training at the int8 codes; nil for none.
    public var quantized: CheckpointPlan?

    /// Checkpoints of either part; none unless given.
    public init(float: CheckpointPlan? = nil, quantized: CheckpointPlan? = nil) {
      self.float = float
      self.quantized = quantized
    }
  }

  private static func check(_ result: TrainingResult) throws(DistillationError) {
    if result.wasStopped { throw .stopped }
    if let fault = result.checkpointFault { throw .checkpoint(fault) }
    if let divergence = result.divergence { throw .diverged(divergence) }
  }

  /// Quantises what `train` gave and compares it with the float student on the validation
  /// responses; fits the linear baseline.
  ///
  /// - Throws: `DistillationError`: `quantization` or `model`.
  public func finish(_ result: TrainingResult) throws(DistillationError) -> DistilledStudent {
    let baseline = LinearBaseline(
      data.split.train, labels: data.split.labels, rules: configuration.rules)
    var provenance = provenance(result)
    // A file by the rules of 0.1 is the file that 0.1 wrote.
    if configuration.rules != .words1 { provenance.metrics += baselineMetrics(baseline) }
    return DistilledStudent(
      training: result,
      quantized: try QuantizedModel(
        result.student, provenance, calibration: training.examples,
        validation: validation.examples), baseline: baseline)
  }

  /// How right `baseline` is on the validation responses, for the provenance.
  private func baselineMetrics(_ baseline: LinearBaseline?) -> [(name: String, value: Float)] {
    let found = baseline?.evaluation(on: data.split.dev, scale: data.split.scale)
    guard let found, found.count > 0 else { return [] }
    return [
      (name: LinearBaseline.accuracyMetric, value: Float(found.accuracy)),
      (name: LinearBaseline.kappaMetric, value: Float(found.qwk)),
    ].filter { $0.value.isFinite }
  }

  /// The comparison on the test part; nil when the data has none.
  ///
  /// - Throws: `DistillationError.model`.
  public func testFidelity(
    _ student: DistilledStudent
  ) throws(DistillationError) -> Fidelity? {
    let examples = EncodedResponses(data.split.test, configuration).examples
    if examples.isEmpty { return nil }
    return try student.quantized.fidelity(to: student.training.student, on: examples)
  }

  /// What decides the bytes of the result, and so what a checkpoint must be made from.
  public var identity: Checkpoint.Identity {
    let made: Checkpoint.Identity = [
      ("version", "kdrun \(kdrunVersion)"), ("data", data.split.sha256),
      ("teacher", data.teacher?.sha256 ?? ""), ("seed", "\(options.training.seed)"),
    ]
    return made + settings + [
      ("responses", digest(configuration, [training.examples, validation.examples]))
    ]
  }

  /// What the files say of the run, but for the fidelity's figures.
  func provenance(_ result: TrainingResult) -> Provenance {
    var provenance = Provenance()
    // A file by the rules of 0.1 is the file that 0.1 wrote.
    provenance.dataSHA256 =
      configuration.rules == .words1 ? data.split.sha256 : data.split.contentSHA256
    provenance.seed = UInt32(truncatingIfNeeded: options.training.seed)
    provenance.settings = settings
    provenance.metrics = [
      (name: "train_responses", value: Float(training.examples.count)),
      (name: "best_start", value: Float(result.bestStart)),
      (name: "best_epoch", value: Float(result.bestEpoch)),
    ]
    if let teacher = data.teacher {
      provenance.teacher = data.teacherName
      provenance.teacherSHA256 = teacher.sha256
    }
    return provenance
  }

  /// The options that shaped the student, and the files that are not in the provenance otherwise.
  private var settings: [(name: String, value: String)] {
    var settings = options.settings(data)
    if let initial = data.initial {
      settings.append((name: "init", value: initial.name))
      settings.append((name: "init_sha256", value: initial.sha256))
    }
    if !data.hidden.isEmpty {
      settings.append((name: "hidden", value: data.hiddenName))
      let digests = data.hidden.map { $0.sha256 }
      settings.append((name: "hidden_sha256", value: digests.joined(separator: ",")))
    }
    return settings
  }
}
