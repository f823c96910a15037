import KDCommon

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

  /// The format that a file name's extension says; CSV for any that is not known.
  public init(path: String) {
    switch pathExtension(path) {
    case "tsv", "tab": self = .tsv
    case "jsonl", "ndjson": self = .jsonl
    default: self = .csv
    }
  }

  package var syntax: RecordSplitter.Syntax {
    switch self {
    case .csv: .csv
    case .tsv: .tsv
    case .pairs: .pairs
    case .jsonl, .lines: .lines
    }
  }
}

/// Names of the columns (or JSON keys) that are read; others are ignored.
///
/// A column with the standard name may be absent (`text` never may); one that was named by the
/// caller must exist.
public struct ColumnNames: Sendable, Equatable {
  public var id: String
  public var item: String
  public var text: String
  public var label: String
  public var options: String

  public init(
    id: String = "id", item: String = "item", text: String = "text", label: String = "label",
    options: String = "options"
  ) {
    self.id = id
    self.item = item
    self.text = text
    self.label = label
    self.options = options
  }
}

/// One row of a data file, as bytes.
public struct DataRow: Sendable {
  /// Line on which it starts, from 1.
  public var line: Int
  /// Which row it is, from 1; the header and empty lines of CSV, TSV and JSON Lines do not count.
  public var number: Int
  /// `nil` when there is no such column or the field is empty.
  public var id: ArraySlice<UInt8>?
  public var item: ArraySlice<UInt8>?
  public var label: ArraySlice<UInt8>?
  /// Of a choice question, `Choice.separator` between them; not nil when there is such a column.
  public var options: ArraySlice<UInt8>?
  public var text: ArraySlice<UInt8>
  /// More than `RecordSplitter.maximumByteCount` bytes: then the fields hold nothing.
  public var isTooLong: Bool
}
