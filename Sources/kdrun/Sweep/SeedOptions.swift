/// The options of verbs that distil many students.
enum SeedOptions {
  static let standardCount = 5

  /// Options of `distill` that say what one run is; what it writes, and how, has no place here.
  static var distill: [Option] {
    TrainingOptionList.distill.filter { !StageList.outer.contains($0.name) }
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
