import KDCommon

/// A file of text, taken out of what it came in: gzip, or a sheet of an Excel workbook.
package struct UnpackedFile {
  /// Text in some encoding; of a sheet, plain CSV with each row on the line of its number.
  package var bytes: [UInt8]
  /// What it is to be read as; nil: what the bytes say.
  package var format: DataFormat?
  /// Name of the text for its ending, `a.csv` of `a.csv.gz`.
  package var path: String
  /// What it came in, for a line to a person; empty for a plain file.
  package var wrapping = ""

  /// Whether the beginning of a file is that of something to take out or refuse.
  package static func isNeeded(for sample: [UInt8]) -> Bool { seemsToBe(sample) != nil }

  /// - Throws: `badData` for what is no table, in words of what it seems to be.
  package init(
    _ bytes: [UInt8], path: String, sheet: String?, limit: Int = 1 << 30
  ) throws(DataError) {
    self.path = path
    if isGzip(bytes) {
      let text = try gunzip(bytes, path: path, limit: limit)
      if let inner = seemsToBe(text) { throw inner.error(path) }
      self.bytes = text
      if pathExtension(path) == "gz" { self.path = String(path.dropLast(3)) }
      wrapping = "gzip unpacked"
    } else if isZip(bytes) {
      let workbook = try Workbook(bytes, path: path)
      let index = try workbook.sheet(sheet)
      self.bytes = sheetCSV(try workbook.rows(of: index))
      format = .csv
      wrapping = "sheet \(quoted(workbook.sheetNames[index])) of a workbook"
    } else {
      if let signature = seemsToBe(bytes) { throw signature.error(path) }
      self.bytes = bytes
    }
    if let sheet, format == nil {
      throw .bad(path, nil, "no workbook, so it has no sheet \(quoted(sheet))")
    }
  }
}

/// Rows as plain CSV, each on the line of its number: a line break inside a cell becomes a blank, as words
/// are the same with it.
///
/// All rows get as many cells as the widest: a note beside the table is in a column without a name.
private func sheetCSV(_ rows: [SheetRow]) -> [UInt8] {
  var table: [UInt8] = []
  let widest = rows.reduce(0) { max($0, $1.cells.count) }
  // A stray cell far out is no reason to fill memory; its row is then refused.
  let width = Int64(widest) * Int64(rows.count) <= mostFilledCells ? widest : 0
  var line = 1
  for row in rows {
    while line < row.number {
      table.append(0x0A)
      line += 1
    }
    for (place, cell) in row.cells.enumerated() {
      if place > 0 { table.append(UInt8(ascii: ",")) }
      appendCSVField(cell.utf8.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }, to: &table)
    }
    if row.cells.count < width {
      table += repeatElement(UInt8(ascii: ","), count: width - row.cells.count)
    }
    table.append(0x0A)
    line += 1
  }
  return table
}

private let mostFilledCells: Int64 = 1 << 24
