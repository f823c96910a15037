/// The CSV file of many runs: one row a run, in a fixed order whatever run ended first.
struct RunsCSV: Sendable {
  let path: String
  /// The names of what differs, `lambda`, and their values, [variants][names].
  let names: [String]
  let values: [[String]]
  let seeds: [Int]

  /// Replaces the file by one of all runs that are finished. A run without a student has no figures.
  func write(_ outcomes: [[RunOutcome?]]) throws(Failure) {
    let measures = RunFigures.measures
    var lines = [names + ["seed"] + measures.map(\.name) + ["parameters", "bytes"]]
    for (variant, row) in outcomes.enumerated() {
      for (seed, outcome) in zip(seeds, row) {
        guard let outcome else { continue }
        let figures = outcome.figures
        let counts = [figures?.parameterCount, figures?.byteCount]
        lines.append(
          values[variant] + ["\(seed)"]
            + measures.map { measure in figures.map { "\(measure.value($0.evaluation))" } ?? "" }
            + counts.map { $0.map(String.init) ?? "" })
      }
    }
    let text = lines.map { $0.joined(separator: ",") + "\n" }.joined()
    try OutputFiles.write(Array(text.utf8), to: path)
  }
}
