import KDCommon

/// A row of a sheet that has text: `cells` from column A to the last one that has; empty ones between.
package struct SheetRow: Equatable {
  /// As the spreadsheet shows it, from 1.
  package var number: Int
  package var cells: [String]
}

/// Reads the rows of one sheet (ECMA-376 18.3.1), one at a time.
///
/// Cells hold what Excel shows where that is no matter of taste: text, `TRUE`, `#N/A`, a number's
/// shortest spelling, a date in ISO 8601. Of merged cells the first has the text. Hidden rows and
/// columns are read as well.
struct SheetReader {
  private let shared: SharedParts
  private var scanner: XMLScanner
  /// Of the row that was begun last, and the cell; from 1.
  private(set) var row = 0
  private(set) var column = 0
  private var cellCount = 0
  private var textByteCount = 0

  /// A reader in front of the first row.
  init(_ bytes: [UInt8], _ shared: SharedParts) throws(XMLFault) {
    self.shared = shared
    scanner = try XMLScanner(bytes)
    try scanner.enterRoot("worksheet")
    guard try scanner.nextChild(of: 1, "sheetData") else { throw scanner.fault("no sheetData") }
  }

  /// The next row with text; `nil` behind the last one.
  mutating func next() throws(XMLFault) -> SheetRow? {
    while try scanner.nextChild(of: 2, "row") {
      try beginRow()
      let cells = try readCells()
      if !cells.isEmpty { return SheetRow(number: row, cells: cells) }
    }
    return nil
  }

  /// A row's number is written or one more than the last.
  private mutating func beginRow() throws(XMLFault) {
    column = 0
    guard let written = try scanner.attribute("r") else {
      row += 1
      if row > WorkbookLimits.rowCount { throw scanner.fault("too many rows") }
      return
    }
    guard let number = CellReference.row(written[...]) else {
      throw scanner.fault("row \(quoted(written)), expected 1 to \(WorkbookLimits.rowCount)")
    }
    guard number > row else { throw scanner.fault("row \(number) behind row \(row)") }
    row = number
  }

  /// The cells of the row up to the last one with text.
  private mutating func readCells() throws(XMLFault) -> [String] {
    var cells: [String] = []
    while try scanner.nextChild(of: 3, "c") {
      try beginCell()
      let text = try readCell()
      if text.isEmpty { continue }
      cellCount += column - cells.count
      textByteCount += text.utf8.count
      if cellCount > WorkbookLimits.cellCount { throw scanner.fault("too many cells") }
      if textByteCount > WorkbookLimits.textByteCount { throw scanner.fault("too much text") }
      cells.append(contentsOf: repeatElement("", count: column - 1 - cells.count))
      cells.append(text)
    }
    return cells
  }

  /// A cell's place is written or right of the last.
  private mutating func beginCell() throws(XMLFault) {
    guard let written = try scanner.attribute("r") else {
      column += 1
      if column > WorkbookLimits.columnCount { throw scanner.fault("too many columns") }
      return
    }
    guard let place = CellReference(written) else {
      throw scanner.fault("a cell at \(quoted(written)), expected A1 to XFD1048576")
    }
    guard place.row == row, place.column > column else {
      throw scanner.fault("cell \(quoted(written)) out of order in row \(row)")
    }
    column = place.column
  }
}

// MARK: - Cells

extension SheetReader {
  /// The text of the cell that has just begun.
  private mutating func readCell() throws(XMLFault) -> String {
    let type = try scanner.attribute("t") ?? []
    let style = try scanner.attribute("s").flatMap { boundedNumber($0) } ?? 0
    var value: [UInt8]?
    var inline: String?
    var hasFormula = false
    while try scanner.nextChild(of: 4) {
      if scanner.isNamed("v") {
        var text: [UInt8] = []
        try scanner.appendText(to: &text)
        value = text
      } else if scanner.isNamed("is") {
        inline = try stringItem(&scanner)
      } else if scanner.isNamed("f") {
        hasFormula = true
      }
    }
    if let inline { return inline }
    guard let value else {
      if hasFormula {
        throw scanner.fault(
          "a formula without its result: open the workbook in Excel or LibreOffice and save it")
      }
      return ""
    }
    return try text(of: value, type, style)
  }

  /// What a value means by its type (18.18.11, ST_CellType).
  private func text(
    of value: [UInt8], _ type: [UInt8], _ style: Int
  ) throws(XMLFault) -> String {
    if type.elementsEqual("s".utf8) { return try sharedString(trimmed(value)) }
    if type.elementsEqual("str".utf8) || type.elementsEqual("e".utf8)
      || type.elementsEqual("inlineStr".utf8)
    {
      return cellText(value)
    }
    let value = trimmed(value)
    if type.elementsEqual("b".utf8) { return truth(value) }
    if type.elementsEqual("d".utf8) { return isoDate(value) }
    guard type.isEmpty || type.elementsEqual("n".utf8) else {
      throw scanner.fault("cells of type \(quoted(type)) are unknown")
    }
    if shared.formats.isDate(style: style), let number = DecimalNumber(value),
      let date = serialDate(number, is1904: shared.is1904)
    {
      return date
    }
    return numberText(value)
  }

  private func sharedString(_ value: [UInt8]) throws(XMLFault) -> String {
    guard let index = boundedNumber(value), index < shared.strings.count else {
      throw scanner.fault("shared string \(quoted(value)), there are \(shared.strings.count)")
    }
    return shared.strings[index]
  }
}

private func truth(_ value: [UInt8]) -> String {
  if value.elementsEqual("1".utf8) || value.elementsEqual("true".utf8) { return "TRUE" }
  if value.elementsEqual("0".utf8) || value.elementsEqual("false".utf8) { return "FALSE" }
  return String(decoding: value, as: UTF8.self)
}

/// A date as it is written, a blank before its time, and no time where that is midnight.
private func isoDate(_ value: [UInt8]) -> String {
  guard value.holds("T", at: 10) else { return String(decoding: value, as: UTF8.self) }
  let date = String(decoding: value[..<10], as: UTF8.self)
  let time = value[11...]
  let isMidnight = time.allSatisfy { "0:.Z".utf8.contains($0) }
  return isMidnight ? date : date + " " + String(decoding: time, as: UTF8.self)
}

/// Without white space around it.
private func trimmed(_ text: [UInt8]) -> [UInt8] {
  guard let first = text.firstIndex(where: { $0 > 0x20 }),
    let last = text.lastIndex(where: { $0 > 0x20 })
  else { return [] }
  return first == 0 && last == text.count - 1 ? text : Array(text[first...last])
}

private func quoted(_ bytes: [UInt8]) -> String {
  KDCommon.quoted(String(decoding: bytes, as: UTF8.self))
}
