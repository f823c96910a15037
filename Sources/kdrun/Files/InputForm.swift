import KDData

/// The forms in which `score` takes responses, where it is told.
enum InputForm: String, CaseIterable, Sendable {
  case lines, tsv, csv, jsonl, tokens

  /// How its rows are read.
  var dataFormat: DataFormat {
    switch self {
    case .lines, .tokens: .lines
    case .tsv: .pairs
    case .csv: .csv
    case .jsonl: .jsonl
    }
  }
}
