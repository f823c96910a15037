import KDCommon

/// A record of a table with all its cells, for who writes it again.
package struct TableLine {
  /// What the record is to the reader.
  package enum Kind {
    /// A title above the columns' names, or an empty record.
    case other
    case header
    case row(DataRow)
  }

  package var cells: [String]
  package var kind: Kind
}

/// Every record of a table in its order, in any form that is read, and how the table is written.
package struct TableReader {
  /// Between two cells.
  package let delimiter: UInt8
  /// At the end of each record.
  package let lineEnd: String
  /// Whether it is plain UTF-8 without a mark; else a spreadsheet needs one to know UTF-8.
  package let isUnmarked: Bool
  private let text: [UInt8]
  private let recordsBeforeHeader: Int
  private let recognition: Recognition
  private let path: String
  private var reader: RowReader
  private var records: RecordSplitter
  private var position = 0
  private var count = 0
  private var isDone = false

  /// Nil for what is no table.
  ///
  /// - Throws: `badData` for what is no text.
  package init?(
    _ bytes: [UInt8], path: String, columns: ColumnNames, hints: ReadingHints
  ) throws(DataError) {
    let file = try UnpackedFile(bytes, path: path, sheet: hints.sheet)
    let recognition = try Recognition(
      of: file, columns: columns, hints: hints, mayBeLines: true)
    guard let dialect = recognition.dialect else { return nil }
    var text = try decodeText(
      file.bytes, skipping: recognition.markByteCount, recognition.encoding, path)
    if dialect.hasCarriageReturns { Recognition.replaceCarriageReturns(&text) }
    try checkText(text, path)
    delimiter = dialect.delimiter
    let firstEnd = text.firstIndex(of: 0x0A) ?? 0
    lineEnd = firstEnd > 0 && text[firstEnd - 1] == 0x0D ? "\r\n" : "\n"
    isUnmarked =
      recognition.encoding == .utf8 && recognition.markByteCount == 0
      && file.wrapping.isEmpty
    recordsBeforeHeader = dialect.recordsBeforeHeader
    reader = RowReader(recognition.normalisedFormat, name: path, columns: columns)
    records = RecordSplitter(dialect)
    self.text = text
    self.recognition = recognition
    self.path = path
  }

  /// The lines that say how the table was read, if that is worth one. Complete behind the header.
  package var notes: [String] {
    [recognition.note(path, respelled: reader.respelled), reader.numberingNote].compactMap { $0 }
  }

  /// The next record; nil at the end.
  ///
  /// - Throws: `badData` for one that cannot be read.
  package mutating func next() throws(DataError) -> TableLine? {
    if isDone { return nil }
    let found = text.withUnsafeBufferPointer { records.next($0, at: &position) }
    if !found {
      isDone = true
      guard records.finish() else { return nil }
    }
    let record = records.record
    let cells = (0..<record.count).map { String(decoding: record[$0], as: UTF8.self) }
    if !record.isBlank { count += 1 }
    guard !record.isBlank, count > recordsBeforeHeader else {
      return TableLine(cells: cells, kind: .other)
    }
    return TableLine(cells: cells, kind: try reader.row(record).map { .row($0) } ?? .header)
  }
}
