/// How responses are written in a file or stream.
public enum DataFormat: String, Sendable, CaseIterable {
  /// RFC 4180 with a header line that names the columns.
  case csv
  /// Tabs between fields, no quotes, with a header line.
  case tsv
  /// One JSON object a line, its keys the column names.
  case jsonl
  /// No header: item, tab, response; a line without a tab is a response without an item.
  case pairs
  /// No header: each line is a response.
  case lines

  package var syntax: RecordSplitter.Syntax {
    switch self {
    case .csv: .csv
    case .tsv: .tsv
    case .pairs: .pairs
    case .jsonl, .lines: .lines
    }
  }
}
