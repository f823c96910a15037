extension Recognition {
  /// The file as UTF-8, its table as plain CSV: the form in which everything behind reads it.
  ///
  /// Every record stays on its line: what stands above the header becomes empty lines.
  /// - Throws: `badData` for bytes that the encoding does not know.
  /// - Complexity: O(bytes).
  package func normalised(_ bytes: [UInt8], _ path: String) throws(DataError) -> [UInt8] {
    if isPlain { return bytes }
    var text = try decodeText(bytes, skipping: markByteCount, encoding, path)
    if hasScatteredObjects { return try jsonLines(text, path) }
    guard let dialect else { return text }
    if dialect.hasCarriageReturns { Self.replaceCarriageReturns(&text) }
    return dialect.isPlainButForLines ? text : try plainCSV(text, dialect, path)
  }

  /// The format of `normalised`.
  package var normalisedFormat: DataFormat { format == .tsv ? .csv : format }
}

extension TableDialect {
  fileprivate var isPlainButForLines: Bool {
    delimiter == TableDialect.plain.delimiter && hasQuotes && recordsBeforeHeader == 0
  }
}

/// JSON objects each on a line, on that on which it began where there is room.
private func jsonLines(_ text: [UInt8], _ path: String) throws(DataError) -> [UInt8] {
  var objects = JSONObjects(text[...])
  var lines: [UInt8] = []
  var line = 1
  while let next = objects.next() {
    while line < next.line {
      lines.append(0x0A)
      line += 1
    }
    lines += next.object.lazy.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
    lines.append(0x0A)
    line += 1
  }
  if !objects.isAtEnd || lines.isEmpty {
    throw .bad(path, line, "no JSON objects only", expected: "objects, or one array of them")
  }
  return lines
}

/// A table in `dialect` as RFC 4180 has it.
private func plainCSV(
  _ text: [UInt8], _ dialect: TableDialect, _ path: String
) throws(DataError) -> [UInt8] {
  var records = RecordSplitter(dialect)
  var table: [UInt8] = []
  table.reserveCapacity(text.count + text.count / 16)
  var line = 1
  var count = 0
  try records.readAll(text) { record throws(DataError) in
    if record.fault == .tooLong { throw RowReader.tooLong(path, record.line) }
    try RowReader.checkQuotes(record, path)
    // Empty lines for what was left out before it.
    while line < record.line {
      table.append(0x0A)
      line += 1
    }
    if record.isBlank { return }
    defer { count += 1 }
    if count < dialect.recordsBeforeHeader { return }
    appendRecord(record, to: &table)
    line += 1 + record.bytes.count { $0 == 0x0A }
  }
  return table
}

private func appendRecord(_ record: DelimitedRecord, to table: inout [UInt8]) {
  for index in 0..<record.count {
    if index > 0 { table.append(UInt8(ascii: ",")) }
    appendCSVField(record[index], to: &table)
  }
  table.append(0x0A)
}
