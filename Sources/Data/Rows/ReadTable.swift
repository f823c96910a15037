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

/// Every record of a table in its order, in any form that is read, with the delimiter that it has.
///
/// - Returns: also the line that says how it was read; nil for a plain table.
/// - Throws: `badData` for what is no table, and for a record that cannot be read.
package func readTable(
  _ bytes: [UInt8], path: String, columns: ColumnNames, hints: ReadingHints
) throws(DataError) -> (lines: [TableLine], delimiter: UInt8, note: String?) {
  let file = try UnpackedFile(bytes, path: path, sheet: hints.sheet)
  let recognition = try Recognition(of: file, columns: columns, hints: hints)
  guard let dialect = recognition.dialect else {
    throw .bad(path, nil, "no table, so it has no columns to keep")
  }
  var text = try decodeText(
    file.bytes, skipping: recognition.markByteCount, recognition.encoding, path)
  if dialect.hasCarriageReturns { Recognition.replaceCarriageReturns(&text) }
  try checkText(text, path)
  var reader = RowReader(recognition.normalisedFormat, name: path, columns: columns)
  var records = RecordSplitter(dialect)
  var lines: [TableLine] = []
  var count = 0
  try records.readAll(text) { record throws(DataError) in
    let cells = (0..<record.count).map { String(decoding: record[$0], as: UTF8.self) }
    if !record.isBlank { count += 1 }
    guard !record.isBlank, count > dialect.recordsBeforeHeader else {
      return lines.append(TableLine(cells: cells, kind: .other))
    }
    let row = try reader.row(record)
    lines.append(TableLine(cells: cells, kind: row.map { .row($0) } ?? .header))
  }
  return (lines, dialect.delimiter, recognition.note(path, respelled: reader.respelled))
}
