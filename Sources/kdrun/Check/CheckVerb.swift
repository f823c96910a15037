import KDCommon
import KDData
import KDDistill

/// `kdrun check`: what data are, before a student learns from them.
enum CheckVerb {
  static let verb = Verb(
    name: "check", operands: "DATA [--teacher T.jsonl]",
    summary: "Look at data before training: what was read and how, and what is wrong with it.",
    details: """
      DATA is a folder with train and dev files, or one file, as for distill and train. Says how each
      file was read, which rows were left out and why, what the labels are and how many there are
      of each, how a teacher agrees with them, and warns of what makes figures better than the
      student is: the same words with different labels, or in training and dev; answers that are
      cut off; too few of a label. Writes nothing.
      """,
    options: [
      .path("--teacher", "FILE", "A teacher's soft labels.", isRepeatable: true),
      .flag("--row-ids", "The teachers' ids are row numbers of DATA, from 1, where it has no ids."),
    ] + (DistillationOptions.grading + [DistillationOptions.itemOption]).map { Option($0) } + [
      .integer("--seed", 0...Int.max, "The seed of the split of one file.", standard: "0"),
      Option(StudentOptions.maxTokensOption),
      .flag("--json", "Print one JSON object."),
    ] + ColumnOptions.all,
    run: run)

  private static func run(_ arguments: Arguments) throws(Failure) {
    var files = FileDistillation(
      data: dataPath(try arguments.operands(named: "DATA")[0]), model: "")
    files.columns = ColumnOptions.names(arguments)
    files.hints = try ReadingOptions.hints(arguments)
    files.teacherPaths = arguments.strings("--teacher")
    files.takesRowNumbers = arguments.has("--row-ids")
    // What it has to say of a teacher is said, not refused.
    files.acceptsAnyTeacher = true
    files.options.training.seed = UInt64(try arguments.integer("--seed") ?? 0)
    let declared =
      DistillationOptions.grading + [
        DistillationOptions.itemOption, StudentOptions.maxTokensOption,
      ]
    for option in declared { try arguments.read(option, into: &files.options) }
    try GradingOptions.check(arguments)
    let data: DistillationData
    do throws(FileDistillationError) { data = try files.read(readsTest: true) } catch {
      throw Failure(error)
    }
    let report = CheckReport(
      path: files.dataPath, data: data, secondLabel: files.columns.secondLabel)
    try Terminal.print(arguments.has("--json") ? report.json.text + "\n" : report.text)
  }
}
