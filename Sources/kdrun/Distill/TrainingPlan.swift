import KDData
import KDDistill
import KDSystem

/// What `distill` and `train` were asked to do.
struct TrainingPlan {
  /// All but the student to begin with, which is read here for its messages.
  var files: FileDistillation
  /// The float student to begin with, or nil.
  var initialPath: String?
  var isJSON: Bool
  /// Whether a model that is there may be written over.
  var replacesModel: Bool
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
    files.hints = try ReadingOptions.hints(arguments)
    files.acceptsAnyTeacher = arguments.has("--force")
    files.takesRowNumbers = arguments.has("--row-ids")
    files.poolPath = arguments.isGiven("--pool") ? try arguments.needed("--pool") : nil
    files.checkpointEvery = try arguments.integer("--checkpoint-every")
    files.isResumed = arguments.has("--resume")
    initialPath = arguments.string("--init")
    isJSON = arguments.has("--json")
    // A run that goes on makes the model that it began.
    replacesModel = arguments.has("--force") || arguments.has("--resume")
    report = try ReportFile(arguments)
    self.options = Setting.all(options, arguments)
    for option in DistillationOptions.declared {
      try arguments.read(option, into: &files.options)
    }
    files.options.teacherWeights = try Self.teacherWeights(arguments)
    let maximumDrop = try arguments.number("--max-qwk-drop")
    files.options.maximumDrop =
      arguments.has("--force") ? nil : maximumDrop ?? DistillationOptions.standardDrop
    files.options.training.threads = try arguments.integer("--threads") ?? Machine.coreCount
    // Without a teacher there is only one loss left, CE(label).
    if files.teacherPaths.isEmpty { files.options.training.lambda = 0 }
    try check(arguments)
  }

  /// Refuses to write over a model, unless it is said that it may be.
  func checkReplaced() throws(Failure) {
    if !replacesModel && pathKind(files.modelPath) == .file {
      throw .notCreated(
        "\(files.modelPath): a model is there already: --force replaces it, another --out keeps it")
    }
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
}
