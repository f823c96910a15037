import KDCommon
import KDSystem

/// The options of verbs that distil many students.
enum SeedOptions {
  static let standardCount = 5

  /// Options of `distill` that say what one run is; what it writes, and how, has no place here.
  static var distill: [Option] {
    TrainingOptionList.distill.filter { !StageList.outer.contains($0.name) }
  }

  /// Those of them whose value is one number or word. Seeds have an option of their own; data,
  /// teachers and columns are the same in all runs.
  static var tunable: [Option] {
    let same = ["--seed"] + ColumnOptions.all.map(\.name)
    return distill.filter {
      ["N", "NUMBER", "NORM", "NAME"].contains($0.placeholder) && !same.contains($0.name)
    }
  }

  /// `seeds`, then what is written.
  static let own: [Option] = [
    .value(
      "--seeds", "N", "Runs of each, with N seeds from --seed on.", standard: "\(standardCount)"),
    .value("--csv", "FILE", "Write one row a run; those that are finished, after Ctrl-C."),
    .value(
      "--threads", "N", "Runs side by side; their number does not change the result.",
      standard: "\(Machine.coreCount), all cores"),
    .flag("--json", "Print one JSON object."),
  ]
}
