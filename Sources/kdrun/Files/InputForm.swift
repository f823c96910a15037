import KDData

/// The forms in which `score` takes responses.
enum InputForm: String, CaseIterable, Sendable {
  case lines, tsv, csv, jsonl, tokens

  /// What the end of a file name tells; lines when it tells nothing.
  init(path: String) {
    self = Self.allCases.first { path.lowercased().hasSuffix("." + $0.rawValue) } ?? .lines
  }

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
