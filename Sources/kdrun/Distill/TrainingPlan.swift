import KDData
import KDDistill
import KDQuantize
import KDRuntime
import KDSystem

/// What `distill` and `train` were asked to do.
struct TrainingPlan {
  /// All but the student to begin with, which is read here for its messages.
  var files: FileDistillation
  /// The float student to begin with, or nil.
  var initialPath: String?
  var isJSON: Bool
  /// Where a page about it goes, if one is asked for, and the options that it lists.
  var report: ReportFile?
  var options: [Setting]

  /// - Parameter options: those of the verb, for its report.
  init(_ arguments: Arguments, _ options: [Option] = []) throws(Failure) {
    let dataPath = kdrun.dataPath(try arguments.operands(named: "DATA")[0])
    let hiddenPaths = try Self.hiddenPaths(arguments)
    files = FileDistillation(data: dataPath, model: try Self.modelPath(arguments))
    files.teacherPaths = arguments.strings("--teacher")
    files.hiddenPaths = hiddenPaths
    files.columns = ColumnOptions.names(arguments)
    files.checkpointEvery = try arguments.integer("--checkpoint-every", 1...1_000_000_000)
    files.isResumed = arguments.has("--resume")
    initialPath = arguments.string("--init")
    isJSON = arguments.has("--json")
    report = try ReportFile(arguments)
    self.options = Setting.all(options, arguments, except: StageList.outer)
    files.options.quantizedEpochs = try Self.quantizedEpochs(arguments)
    let maximumDrop = try arguments.number("--max-qwk-drop", 0...2)
    files.options.maximumDrop =
      arguments.has("--force") ? nil : maximumDrop ?? DistillationOptions.standardDrop
    let seed = try arguments.integer("--seed", 0...Int(UInt32.max))
    files.options.teacherWeights = try Self.teacherWeights(arguments)
    files.options.item = arguments.string("--item")
    try readPool(arguments)
    if let seed { files.options.training.seed = UInt64(seed) }
    try readConfiguration(arguments)
    try readTraining(arguments)
    try readLoss(arguments)
    try checkPool()
  }

  /// Stands for `--out` where nothing is written.
  static let unusedPath = "student.kdm"

  /// All files that are read.
  var inputPaths: [String] { files.inputPaths + (initialPath.map { [$0] } ?? []) }

  /// What is written, in the order in which it is told.
  var outputPaths: [String] {
    [files.modelPath, files.studentPath] + (report.map { [$0.path] } ?? [])
  }

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
    if arguments.has("--qat") { return count ?? DistillationOptions.standardQuantizedEpochs }
    if count != nil { throw .neededOption("--qat (for --qat-epochs)") }
    return nil
  }

  private mutating func readConfiguration(_ arguments: Arguments) throws(Failure) {
    if arguments.string("--vocab-size") != nil && arguments.string("--max-params") != nil {
      throw .exclusive("--vocab-size", "--max-params")
    }
    files.options.configuration.itemToken = arguments.has("--item-token")
    files.options.configuration.vocabularySize = try arguments.integer("--vocab-size", 1...65_000)
    if let count = try arguments.integer("--max-params", 5_000...4_000_000) {
      files.options.configuration.maximumParameters = count
    }
    if let count = try arguments.integer("--max-tokens", ModelLimits.tokenCounts) {
      files.options.configuration.maxTokens = count
    }
    if let choice = try arguments.choice(
      "--architecture", Architecture.allCases.map { ($0.rawValue, $0) })
    {
      files.options.configuration.architecture = choice
    }
  }

  private mutating func readTraining(_ arguments: Arguments) throws(Failure) {
    if let value = try arguments.integer("--starts", 1...1000) {
      files.options.training.starts = value
    }
    if let value = try arguments.number("--word-dropout", 0...0.95) {
      files.options.training.wordDropout = Float(value)
    }
    if let value = try arguments.number("--weight-decay", 0...10) {
      files.options.training.weightDecay = Float(value)
    }
    if let value = try arguments.integer("--epochs", 1...100_000) {
      files.options.training.epochs = value
    }
    if let value = try arguments.integer("--patience", 1...100_000) {
      files.options.training.patience = value
    }
    if let value = try arguments.integer("--batch-size", 1...4096) {
      files.options.training.batchSize = value
    }
    if let value = try arguments.number("--lr", 1e-9...1) {
      files.options.training.learningRate = Float(value)
    }
    if let value = try arguments.number("--dropout", 0...0.95) {
      files.options.training.dropout = Float(value)
    }
    try files.options.training.readSteps(arguments)
    files.options.training.threads =
      try arguments.integer("--threads", 1...1024) ?? Machine.coreCount
  }
}
