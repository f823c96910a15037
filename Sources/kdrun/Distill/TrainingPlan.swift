import KDData
import KDDistill
import KDQuantize
import KDRuntime
import KDSystem

/// What `distill` and `train` were asked to do.
struct TrainingPlan {
  var dataPath: String
  var teacherPaths: [String]
  var teacherWeights = TeacherWeights.uniform
  /// Of the first teachers.
  var hiddenPaths: [String]
  /// The float student to begin with, or none.
  var initialPaths: [String]
  /// The `.kdm` file.
  var modelPath: String
  /// The float student beside it: the same name with `.safetensors`.
  var studentPath: String
  var load = LoadOptions()
  /// How many responses without a label take part; nil for all.
  var selectedCount: Int?
  var configuration = ConfigurationOptions()
  var training = TrainingOptions()
  /// The run's state on its way, beside them, and how often it is written.
  var checkpointPath: String
  var checkpointEvery: Int?
  var isResumed: Bool
  /// Epochs of training at the int8 codes, after the others; nil for none.
  var quantizedEpochs: Int?
  /// How much of QWK the int8 model may lose.
  var maximumDrop: Double
  var isForced: Bool
  var isJSON: Bool
  /// Where a page about it goes, if one is asked for, and the options that it lists.
  var report: ReportFile?
  var options: [Setting]

  /// - Parameter options: those of the verb, for its report.
  init(_ arguments: Arguments, _ options: [Option] = []) throws(Failure) {
    dataPath = kdrun.dataPath(try arguments.operands(named: "DATA")[0])
    teacherPaths = arguments.strings("--teacher")
    hiddenPaths = try Self.hiddenPaths(arguments)
    initialPaths = arguments.strings("--init")
    modelPath = try Self.modelPath(arguments)
    studentPath = modelPath.dropLast(".kdm".count) + ".safetensors"
    checkpointPath = modelPath.dropLast(".kdm".count) + ".checkpoint"
    checkpointEvery = try arguments.integer("--checkpoint-every", 1...1_000_000_000)
    isResumed = arguments.has("--resume")
    quantizedEpochs = try Self.quantizedEpochs(arguments)
    maximumDrop = try arguments.number("--max-qwk-drop", 0...2) ?? Fidelity.standardDrop
    isForced = arguments.has("--force")
    isJSON = arguments.has("--json")
    report = try ReportFile(arguments)
    self.options = Setting.all(options, arguments, except: StageList.outer)
    let seed = try arguments.integer("--seed", 0...Int(UInt32.max)) ?? Int(training.seed)
    teacherWeights = try Self.teacherWeights(arguments)
    load.columns = ColumnOptions.names(arguments)
    load.item = arguments.string("--item")
    load.seed = UInt64(seed)
    load.allowsUnlabelled = !teacherPaths.isEmpty
    try readPool(arguments)
    training.seed = UInt64(seed)
    try readConfiguration(arguments)
    try readTraining(arguments)
    try readLoss(arguments)
    try checkPool()
  }

  /// Stands for `--out` where nothing is written.
  static let unusedPath = "student.kdm"

  /// Whether the data is one file, which is split by the seed.
  var isSplit: Bool { pathKind(dataPath) != .folder }

  /// Plans of the same key read the same.
  var readingKey: String {
    (inputPaths + [
      teacherWeights.text, selectedCount.map { "\($0)" } ?? "", isSplit ? "\(load.seed)" : "",
    ]).joined(separator: "\n")
  }

  /// What is written, in the order in which it is told.
  var outputPaths: [String] { [modelPath, studentPath] + (report.map { [$0.path] } ?? []) }

  /// The name of the file to write, which must end in `.kdm`.
  static func modelPath(_ arguments: Arguments) throws(Failure) -> String {
    let path = try arguments.needed("--out")
    if !path.hasSuffix(".kdm") {
      throw .badValue(option: "--out", expected: "a name that ends in .kdm", got: path)
    }
    return path
  }

  private static func quantizedEpochs(_ arguments: Arguments) throws(Failure) -> Int? {
    let count = try arguments.integer("--qat-epochs", 1...100_000)
    if arguments.has("--qat") { return count ?? standardQuantizedEpochs }
    if count != nil { throw .neededOption("--qat (for --qat-epochs)") }
    return nil
  }
  static let standardQuantizedEpochs = 10

  private mutating func readConfiguration(_ arguments: Arguments) throws(Failure) {
    if arguments.string("--vocab-size") != nil && arguments.string("--max-params") != nil {
      throw .exclusive("--vocab-size", "--max-params")
    }
    configuration.itemToken = arguments.has("--item-token")
    configuration.vocabularySize = try arguments.integer("--vocab-size", 1...65_000)
    if let count = try arguments.integer("--max-params", 5_000...4_000_000) {
      configuration.maximumParameters = count
    }
    if let count = try arguments.integer("--max-tokens", ModelLimits.tokenCounts) {
      configuration.maxTokens = count
    }
    if let choice = try arguments.choice(
      "--architecture", Architecture.allCases.map { ($0.rawValue, $0) })
    {
      configuration.architecture = choice
    }
  }

  private mutating func readTraining(_ arguments: Arguments) throws(Failure) {
    if let value = try arguments.integer("--starts", 1...1000) { training.starts = value }
    if let value = try arguments.number("--word-dropout", 0...0.95) {
      training.wordDropout = Float(value)
    }
    if let value = try arguments.number("--weight-decay", 0...10) {
      training.weightDecay = Float(value)
    }
    if let value = try arguments.integer("--epochs", 1...100_000) { training.epochs = value }
    if let value = try arguments.integer("--patience", 1...100_000) { training.patience = value }
    if let value = try arguments.integer("--batch-size", 1...4096) { training.batchSize = value }
    if let value = try arguments.number("--lr", 1e-9...1) { training.learningRate = Float(value) }
    if let value = try arguments.number("--dropout", 0...0.95) { training.dropout = Float(value) }
    try training.readSteps(arguments)
    training.threads =
      try arguments.integer("--threads", 1...1024) ?? Machine.coreCount
  }

  /// The options that shape the student, in a fixed order; threads do not.
  var settings: [(name: String, value: String)] {
    var settings = [
      ("architecture", configuration.architecture.rawValue)
    ]
    settings += lossSettings
    settings += [
      ("starts", "\(training.starts)"), ("epochs", "\(training.epochs)"),
      ("patience", "\(training.patience)"),
      ("learning_rate", "\(training.learningRate)"), ("batch_size", "\(training.batchSize)"),
      ("dropout", "\(training.dropout)"), ("word_dropout", "\(training.wordDropout)"),
      ("weight_decay", "\(training.weightDecay)"),
      ("average_decay", "\(training.averageDecay)"),
      ("embedding_scale", "\(training.embeddingScale)"),
      ("max_tokens", "\(configuration.maxTokens)"),
      ("item_token", "\(configuration.itemToken)"),
    ]
    if let size = configuration.vocabularySize {
      settings.append(("vocab_size", "\(size)"))
    } else {
      settings.append(("max_params", "\(configuration.maximumParameters)"))
    }
    if let item = load.item { settings.append(("item", item)) }
    settings += training.stepSettings
    settings += addedLossSettings
    if let quantizedEpochs { settings.append(("qat_epochs", "\(quantizedEpochs)")) }
    settings += poolSettings
    return settings.map { (name: $0.0, value: $0.1) }
  }
}
