import KDDistill
import KDSystem

/// The options of `distill` and `train`: those that KDDistill declares beside what they set, and those
/// that are about files and the command.
enum DistillVerbOptions {
  /// All of `distill`.
  static var distill: [Option] { teacher + [stages] + common }

  /// What a teacher brings.
  static let teacher: [Option] =
    [
      .path(
        "--teacher", "FILE",
        "A teacher's soft labels, JSON Lines {\"id\":…,\"probs\":{label:p,…}}; of several, the mean.",
        isRepeatable: true),
      .text(
        "--teacher-weights", "HOW",
        "uniform, accuracy on dev, confidence of each response, or numbers w1,w2,….",
        standard: TeacherWeights.uniform.text),
      .path(
        "--hidden", "FILE",
        "A teacher's hidden states, safetensors with \"hidden\" [N, D] in the order of its JSON "
          + "Lines; the first belongs to the first --teacher.", isRepeatable: true),
    ] + declared(TrainingOptions.teaching) + [
      .flag(
        "--row-ids", "The teachers' ids are row numbers of DATA, from 1, where it has no ids."),
      .path(
        "--pool", "FILE",
        "Responses without a label, as CSV, TSV or JSON Lines: the teacher's soft labels are theirs."
      ), Option(DistillationOptions.selectOption),
    ]

  static let stages = Option.path(
    "--stages", "FILE.json",
    "Instead of DATA: several distillations in a row, each begun with the last one's student."
  ).ofCommand
  static let out = Option.path(
    "--out", "M.kdm", "Where to write; M.safetensors is written beside it."
  ).ofCommand
  static let report = Option.path(
    "--report", "R.html",
    "Also write a page: curves, figures, reliability, differences, sizes, settings."
  ).ofCommand

  /// All of `train`.
  static let common: [Option] =
    [
      out, report,
      .path(
        "--init", "STUDENT.safetensors",
        "Begin with a float student: rows of the words that it knows, its layers, and its head "
          + "when the labels are the same. Words of DATA come first, its own fill what room is left."
      ),
      .settings, Option(DistillationOptions.itemOption),
      Option(StudentOptions.itemTokenOption),
    ] + declared(DistillationOptions.grading + TrainingOptions.running) + [
      .integer(
        "--checkpoint-every", 1...1_000_000_000,
        "Keep the run's state in M.checkpoint, after every N responses of a start.",
        standard: "never"
      ).ofCommand,
      .flag(
        "--resume",
        "Go on from M.checkpoint, where there is one, to the same bytes; data and options as then."
      ).ofCommand,
    ]
    + declared(
      TrainingOptions.stepping + DistillationOptions.quantizing + StudentOptions.sizing)
    + [threads] + gate + ColumnOptions.all

  private static let threads = Option.integer(
    "--threads", 1...1024, "Threads; their number does not change the result.",
    standard: "\(Machine.coreCount), all cores"
  ).ofCommand

  /// The options of verbs that quantise.
  static let gate: [Option] = [
    .number(
      "--max-qwk-drop", 0...2,
      "Write nothing when int8 loses more of QWK (of accuracy, in choice questions).",
      standard: "\(DistillationOptions.standardDrop)"
    ).ofCommand,
    .flag("--force", "Write nevertheless.").ofCommand,
    .flag("--json", "Print one JSON object.").ofCommand,
  ]

  /// The names of those that say what a command writes and how it runs.
  static var ofCommand: [String] { distill.filter { $0.isOfCommand }.map { $0.name } }

  private static func declared(_ options: [OptionDeclaration]) -> [Option] {
    options.map { Option($0) }
  }
}
