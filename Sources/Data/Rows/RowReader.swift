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
  private enum Column: Int, CaseIterable { case id, item, text, label, options }

  /// Whether the file or stream must have a label column; JSON Lines never must.
  public let needsLabel: Bool
  package let format: DataFormat
  private let name: String
  package let columns: ColumnNames
  private var records: RecordSplitter
  private var number = 0
  /// Field of each column, by `Column`; empty until the header was read.
  private var places: [Int?] = []
  private var headerCount = 0

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
  private mutating func row(_ record: DelimitedRecord) throws(DataError) -> DataRow? {
    switch record.fault {
    case .textAfterQuote:
      throw .bad(
        name, record.line, "text after a closing quote", expected: "a comma or a line end")
    case .unterminatedQuote:
      throw .bad(name, record.line, "a quote is never closed")
    case .tooLong, nil: break
    }
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
      guard record.count == headerCount else {
        throw .bad(
          name, record.line, "ragged row", expected: "\(headerCount) fields",
          got: "\(record.count)")
      }
      row.id = field(.id, record)
      row.item = field(.item, record)
      row.label = field(.label, record)
      row.options = places[Column.options.rawValue].map { record[$0] }
      row.text = field(.text, record) ?? []
    }
  }

  /// A field's bytes; `nil` when the column is absent or the field empty.
  private func field(_ column: Column, _ record: DelimitedRecord) -> ArraySlice<UInt8>? {
    guard let place = places[column.rawValue], !record[place].isEmpty else { return nil }
    return record[place]
  }

  package static func tooLong(_ name: String, _ line: Int) -> DataError {
    .bad(name, line, "row too long", expected: "at most \(RecordSplitter.maximumByteCount) bytes")
  }

  // MARK: - Header

  private mutating func readHeader(_ record: DelimitedRecord) throws(DataError) {
    let names = (0..<record.count).map { String(decoding: record[$0], as: UTF8.self) }
    var found: [Int?] = []
    for column in Column.allCases {
      found.append(try place(of: column, in: names, record.line))
    }
    places = found
    headerCount = names.count
  }

  private func place(
    of column: Column, in names: [String], _ line: Int
  ) throws(DataError) -> Int? {
    let wanted = columnName(column)
    let isNeeded =
      column == .text || wanted != RowReader.standardName(column)
      || column == .label && needsLabel
    guard let place = names.firstIndex(of: wanted) else {
      if !isNeeded { return nil }
      throw .bad(name, line, "no column \(quoted(wanted))", got: listed(names))
    }
    if names[(place + 1)...].contains(wanted) {
      throw .bad(name, line, "column \(quoted(wanted)) is there twice")
    }
    return place
  }

  private func columnName(_ column: Column) -> String { RowReader.name(of: column, in: columns) }

  private static func standardName(_ column: Column) -> String {
    name(of: column, in: ColumnNames())
  }

  private static func name(of column: Column, in columns: ColumnNames) -> String {
    switch column {
    case .id: columns.id
    case .item: columns.item
    case .text: columns.text
    case .label: columns.label
    case .options: columns.options
    }
  }

  /// Fields of the columns, −1 for one that is not there, and how many fields a row has.
  package var fieldPlaces: (id: Int, item: Int, text: Int, count: Int) {
    func place(_ column: Column) -> Int {
      places.isEmpty ? -1 : places[column.rawValue] ?? -1
    }
    return (place(.id), place(.item), place(.text), headerCount)
  }

  // MARK: - Blocks

  /// Whether a line feed in quotes belongs to its field.
  package var hasQuotes: Bool { format == .csv }

  /// Reads `block` up to the end of the header; whether it was there, or the format has none.
  ///
  /// The rows of the block begin there. A stream that ends before it is ended with `finish`.
  package mutating func readHeader(_ block: ByteBlock) throws(DataError) -> Bool {
    guard format == .csv || format == .tsv else { return true }
    if number == 0 && records.isAtStart { records.restart(line: 1) }
    while places.isEmpty {
      if !records.next(block.bytes, at: &block.start) {
        guard block.isCut else { return false }
        records.finishCut(isUnterminated: block.isUnterminated)
      }
      _ = try row(records.record)
    }
    return true
  }

  /// The row at `position` of a block, which moves behind it; nil for an empty line.
  package mutating func row(
    of block: ByteBlock, at position: inout Int, line: Int
  ) throws(DataError) -> DataRow? {
    records.restart(line: line)
    if !records.next(block.bytes, at: &position) {
      if block.isCut {
        records.finishCut(isUnterminated: block.isUnterminated)
      } else if !records.finish() {
        return nil
      }
    }
    return try row(records.record)
  }

  // MARK: - JSON Lines

  private func fillFromJSON(_ row: inout DataRow, _ record: DelimitedRecord) throws(DataError) {
    let object = try jsonObject(record[0], name, record.line)
    row.id = try scalar(object, columns.id, record.line)
    row.item = try scalar(object, columns.item, record.line)
    row.label = try scalar(object, columns.label, record.line)
    guard case .string(let text) = object[columns.text] else {
      throw .bad(
        name, record.line, "no text", expected: "a string under key \(quoted(columns.text))",
        got: object[columns.text].map(\.kindName) ?? "keys \(listed(object.keys.sorted()))")
    }
    row.text = ArraySlice(text.utf8)
    row.options = try options(object[columns.options], record.line)
  }

  /// A list of strings, or one string with separators.
  private func options(_ value: JSONValue?, _ line: Int) throws(DataError) -> ArraySlice<UInt8>? {
    switch value {
    case nil, .null: return nil
    case .string(let text): return ArraySlice(text.utf8)
    case .array(let values):
      var options: [String] = []
      for value in values {
        switch value {
        case .string(let text), .number(let text): options.append(text)
        default:
          throw .bad(
            name, line, "wrong kind of value in \(quoted(columns.options))",
            expected: "strings or numbers", got: value.kindName)
        }
      }
      return ArraySlice(options.joined(separator: Choice.separator).utf8)
    case let other?:
      throw .bad(
        name, line, "wrong kind of value for \(quoted(columns.options))",
        expected: "a list of strings", got: other.kindName)
    }
  }

  /// A string or number as the file spells it; `nil` for null, absent or empty.
  private func scalar(
    _ object: [String: JSONValue], _ key: String, _ line: Int
  ) throws(DataError) -> ArraySlice<UInt8>? {
    switch object[key] {
    case .string(let text), .number(let text): return text.isEmpty ? nil : ArraySlice(text.utf8)
    case nil, .null: return nil
    case let other?:
      throw .bad(
        name, line, "wrong kind of value for \(quoted(key))", expected: "a string or a number",
        got: other.kindName)
    }
  }
}
