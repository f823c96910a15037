/// What all sheets of a workbook refer to.
struct SharedParts {
  /// Texts by their number in cells (ECMA-376 18.4.9).
  var strings: [String] = []
  var formats = NumberFormats()
  /// Whether days are counted from 1904.
  var is1904 = false
}

/// Reads `xl/sharedStrings.xml`.
func sharedStrings(_ bytes: [UInt8]) throws(XMLFault) -> [String] {
  var scanner = try XMLScanner(bytes)
  var strings: [String] = []
  try scanner.enterRoot("sst")
  while try scanner.nextChild(of: 1, "si") {
    if strings.count == WorkbookLimits.sharedStringCount {
      throw scanner.fault("too many shared strings")
    }
    strings.append(try stringItem(&scanner))
  }
  return strings
}
