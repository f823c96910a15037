import KDCommon
import KDSystem

/// The options of verbs that distil many students.
enum RunOptions {
  static let standardCount = 5

  /// Options of `distill` that say what one run is; what it writes, and how, has no place here.
  static var distill: [Option] {
    DistillVerbOptions.distill.filter { !$0.isOfCommand }
  }

  /// Those of them that runs can differ in. Seeds have an option of their own; data, teachers and
  /// columns are the same in all runs.
  static var varied: [Option] { distill.filter { $0.isVaried } }

  /// `seeds`, then what is written.
  static let own: [Option] = [
    .integer(
      "--seeds", 1...1000, "Runs of each, with N seeds from --seed on.",
      standard: "\(standardCount)"),
    .path("--csv", "FILE", "Write one row a run; those that are finished, after Ctrl-C."),
    .integer(
      "--threads", 1...1024, "Runs side by side; their number does not change the result.",
      standard: "\(Machine.coreCount), all cores"),
    .flag("--json", "Print one JSON object."),
  ]
}
