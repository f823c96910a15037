import KDCommon

/// Reads rows of responses from a stream of bytes of any length, in constant memory.
///
/// ```swift
/// var reader = try RowReader(.csv, name: "standard input")
/// while let chunk = nextChunk() {            // UnsafeBufferPointer<UInt8>
///   var position = 0
///   while let row = try reader.next(chunk, at: &position) { use(row) }
/// }
/// if let row = try reader.finish() { use(row) }
/// ```
public struct RowReader: Sendable {
  /// What the caller does with a column.
  enum Column: Int, CaseIterable { case id, item, text, label, options, secondLabel }

  /// Whether the file or stream must have a label column; JSON Lines never must.
  public let needsLabel: Bool
  package let format: DataFormat
  let name: String
  package let columns: ColumnNames
  var records: RecordSplitter
  private(set) var number = 0
  /// Field of each column, by `Column`; empty until the header was read.
  var places: [Int?] = []
  var headerNames: [String] = []
  var headerCount: Int { headerNames.count }

  /// A reader of `format`; `name` is the file's name in errors.
  public init(
    _ format: DataFormat, name: String, columns: ColumnNames = ColumnNames(),
    needsLabel: Bool = false
  ) {
    self.format = format
    self.name = name
    self.columns = columns
    self.needsLabel = needsLabel
    records = RecordSplitter(format.syntax)
  }

  /// The next row of `input` from `position` on; `nil` when `input` is used up.
  ///
  /// - Throws: `badData` for a row that cannot be read; the stream must be given up then.
  public mutating func next(
    _ input: UnsafeBufferPointer<UInt8>, at position: inout Int
  ) throws(DataError) -> DataRow? {
    while records.next(input, at: &position) {
      if let row = try row(records.record) { return row }
    }
    return nil
  }

  /// Ends the stream; the last row if it had no line end.
  ///
  /// - Throws: `badData`, also for a stream that lacks its header.
  public mutating func finish() throws(DataError) -> DataRow? {
    let last = records.finish() ? try row(records.record) : nil
    if (format == .csv || format == .tsv) && places.isEmpty {
      throw .bad(name, nil, "empty file", expected: "a header with column \(quoted(columns.text))")
    }
    return last
  }

  /// `nil` for the header and for an empty line where that means nothing.
  mutating func row(_ record: DelimitedRecord) throws(DataError) -> DataRow? {
    try RowReader.checkQuotes(record, name)
    if record.isBlank && format != .lines && format != .pairs { return nil }
    let isTooLong = record.fault == .tooLong
    if places.isEmpty && (format == .csv || format == .tsv) {
      if isTooLong { throw RowReader.tooLong(name, record.line) }
      try readHeader(record)
      return nil
    }
    number += 1
    var row = DataRow(line: record.line, number: number, text: [], isTooLong: isTooLong)
    if !isTooLong { try fill(&row, record) }
    return row
  }

  private func fill(_ row: inout DataRow, _ record: DelimitedRecord) throws(DataError) {
    switch format {
    case .lines:
      row.text = record[0]
    case .pairs:
      row.item = record.count == 2 ? record[0] : nil
      row.text = record[record.count - 1]
    case .jsonl:
      try fillFromJSON(&row, record)
    case .csv, .tsv:
      guard fits(record) else {
        throw .bad(
          name, record.line, "ragged row", expected: "\(headerCount) fields",
          got: "\(record.count)")
      }
      row.id = field(.id, record)
      row.item = field(.item, record)
      row.label = field(.label, record)
      row.secondLabel = field(.secondLabel, record)
      row.options = places[Column.options.rawValue].map { $0 < record.count ? record[$0] : [] }
      row.text = field(.text, record) ?? []
    }
  }

  /// Spreadsheets leave out a row's last empty cells, and put delimiters behind the last full one. What
  /// is read must not be among the missing ones but for a label: then the row has none.
  private func fits(_ record: DelimitedRecord) -> Bool {
    if record.count == headerCount { return true }
    if record.count > headerCount {
      return (headerCount..<record.count).allSatisfy { record[$0].isEmpty }
    }
    let text = places[Column.text.rawValue] ?? 0
    return text < record.count && record.count > 1
  }

  /// A field's bytes; `nil` when the column is absent or the field empty.
  private func field(_ column: Column, _ record: DelimitedRecord) -> ArraySlice<UInt8>? {
    guard let place = places[column.rawValue], place < record.count, !record[place].isEmpty else {
      return nil
    }
    return record[place]
  }

  /// Refuses a record whose quotes cannot be told apart.
  static func checkQuotes(_ record: DelimitedRecord, _ name: String) throws(DataError) {
    switch record.fault {
    case .textAfterQuote:
      throw .bad(
        name, record.line, "text after a closing quote", expected: "a delimiter or a line end")
    case .unterminatedQuote:
      throw .bad(name, record.line, "a quote is never closed")
    case .tooLong, nil: break
    }
  }

  package static func tooLong(_ name: String, _ line: Int) -> DataError {
    .bad(name, line, "row too long", expected: "at most \(RecordSplitter.maximumByteCount) bytes")
  }
}
