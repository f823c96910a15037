/// Which cells of a workbook are dates: of each cell style, whether its number format is one of dates
/// or times of day (ECMA-376 18.8.30).
///
/// Excel keeps a date as a number. With such a style it is given as ISO 8601 text; all other numbers
/// are given as they are stored, whatever their format makes of them: 0.5, not 50 %. Formats of
/// elapsed time, `[h]:mm`, count as no dates.
struct NumberFormats {
  private var isDate: [Bool] = []

  /// All cells are plain numbers.
  init() {}

  /// Reads `xl/styles.xml`.
  init(_ bytes: [UInt8]) throws(XMLFault) {
    var scanner = try XMLScanner(bytes)
    var dateFormats: [Int] = []
    try scanner.enterRoot("styleSheet")
    while try scanner.nextChild(of: 1) {
      if scanner.isNamed("numFmts") {
        try NumberFormats.readFormats(&scanner, &dateFormats)
      } else if scanner.isNamed("cellXfs") {
        try readStyles(&scanner, dateFormats)
      }
    }
  }

  /// Reads formats that the workbook spells out and keeps the numbers of those of dates.
  private static func readFormats(
    _ scanner: inout XMLScanner, _ dateFormats: inout [Int]
  ) throws(XMLFault) {
    while try scanner.nextChild(of: 2, "numFmt") {
      let id = try scanner.attribute("numFmtId").flatMap { boundedNumber($0) }
      let code = try scanner.attribute("formatCode")
      guard let id, let code, isDateFormat(code) else { continue }
      if dateFormats.count == WorkbookLimits.formatCount { throw scanner.fault("too many formats") }
      dateFormats.append(id)
    }
  }

  /// Reads the styles that cells name by their place in the list.
  private mutating func readStyles(
    _ scanner: inout XMLScanner, _ dateFormats: [Int]
  ) throws(XMLFault) {
    while try scanner.nextChild(of: 2, "xf") {
      if isDate.count == WorkbookLimits.styleCount { throw scanner.fault("too many styles") }
      let id = try scanner.attribute("numFmtId").flatMap { boundedNumber($0) } ?? 0
      isDate.append(isBuiltInDate(id) || dateFormats.contains(id))
    }
  }

  /// Whether a cell of style `index` is a date.
  func isDate(style index: Int) -> Bool { isDate.indices.contains(index) && isDate[index] }
}

/// Formats that no file spells out: dates and times, also of East Asian versions; 46 is elapsed time.
private func isBuiltInDate(_ id: Int) -> Bool {
  switch id {
  case 14...22, 27...36, 45, 47, 50...58: return true
  default: return false
  }
}

/// Whether the first section of a format, which is that of positive numbers, has letters for parts
/// of a date outside quotes, escapes and brackets, and none for elapsed time in brackets.
package func isDateFormat(_ code: [UInt8]) -> Bool {
  var hasDatePart = false
  var position = 0
  while position < code.count, code[position] != UInt8(ascii: ";") {
    switch code[position] {
    case UInt8(ascii: "\""):
      position = end(of: UInt8(ascii: "\""), code, position)
    case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"):
      position += 1
    case UInt8(ascii: "["):
      let start = position + 1
      position = end(of: UInt8(ascii: "]"), code, position)
      if isElapsed(code[min(start, position)..<position]) { return false }
    case let letter where isDateLetter(letter):
      hasDatePart = true
    default: break
    }
    position += 1
  }
  return hasDatePart
}

/// The next place of `mark` behind `start`, or the end.
private func end(of mark: UInt8, _ code: [UInt8], _ start: Int) -> Int {
  code[(start + 1)...].firstIndex(of: mark) ?? code.count
}

/// `h`, `mm` and the like, but no colour or language.
private func isElapsed(_ bracket: ArraySlice<UInt8>) -> Bool {
  (1...2).contains(bracket.count) && bracket.allSatisfy { "hms".utf8.contains($0 | 0x20) }
}

private func isDateLetter(_ byte: UInt8) -> Bool {
  switch byte | 0x20 {
  case UInt8(ascii: "y"), UInt8(ascii: "m"), UInt8(ascii: "d"), UInt8(ascii: "h"),
    UInt8(ascii: "s"):
    return true
  default: return false
  }
}
