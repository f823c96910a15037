import KDLines

/// A table written again, with cells of its own behind those of each row.
package struct TableWriter {
  /// In front of everything: a byte order mark where the table was not plain UTF-8, by which spreadsheets
  /// know UTF-8.
  package let start: String
  /// Between two cells.
  package let delimiter: UInt8
  /// At the end of each record.
  package let lineEnd: String
  /// Names of the columns that are added.
  private let names: [String]
  private var width = 0

  package init(_ table: TableReader, adding names: [String]) {
    start = table.isUnmarked ? "" : "\u{FEFF}"
    delimiter = table.delimiter
    lineEnd = table.lineEnd
    self.names = names
  }

  /// The cells of a record, those of a row as many as the header has, without the line's end.
  package mutating func cells(_ line: TableLine) -> String {
    let cells = line.cells.map(harmlessCell)
    switch line.kind {
    case .other: return joined(cells)
    case .header:
      width = cells.count
      return joined(cells + names.map { line.cells.contains($0) ? $0 + " (kdrun)" : $0 })
    case .row:
      // Cells behind the last column are empty, or the row had been refused.
      let missing = [String](repeating: "", count: max(0, width - cells.count))
      return joined(cells.prefix(width) + missing)
    }
  }

  /// Cells with delimiters between them.
  package func joined(_ cells: some Sequence<String>) -> String {
    cells.map { csvField($0, delimiter: delimiter) }
      .joined(separator: String(decoding: [delimiter], as: UTF8.self))
  }
}

/// A cell that a spreadsheet does not run: one that begins like a formula and is no number gets an
/// apostrophe in front, by which spreadsheets know a text; `="2"` is written as what it says.
package func harmlessCell(_ cell: String) -> String {
  let name = canonicalName(ArraySlice(cell.utf8))
  let isWrapped = name.count < cell.utf8.count && cell.utf8.first == UInt8(ascii: "=")
  if isWrapped { return String(decoding: name, as: UTF8.self) }
  return mayBeRun(cell.utf8) ? "'" + cell : cell
}
