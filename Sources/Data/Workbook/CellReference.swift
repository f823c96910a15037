/// Where a cell stands, both from 1: `B5` is column 2, row 5.
struct CellReference: Equatable {
  var column: Int
  var row: Int

  /// Reads `B5`; `nil` for anything else and beyond the last row or column.
  init?(_ text: [UInt8]) {
    var column = 0
    var position = 0
    while position < text.count, (0x41...0x5A).contains(text[position] & 0xDF), position < 3 {
      column = column * 26 + Int(text[position] & 0xDF) - 0x40
      position += 1
    }
    guard (1...WorkbookLimits.columnCount).contains(column),
      let row = CellReference.row(text[position...])
    else { return nil }
    self.column = column
    self.row = row
  }

  /// A row's number in digits, 1 to `WorkbookLimits.rowCount`.
  static func row(_ digits: ArraySlice<UInt8>) -> Int? {
    guard let row = boundedNumber(digits), (1...WorkbookLimits.rowCount).contains(row) else {
      return nil
    }
    return row
  }
}

/// A number of one to nine decimal digits.
func boundedNumber(_ digits: some Collection<UInt8>) -> Int? {
  guard (1...9).contains(digits.count) else { return nil }
  var value = 0
  for digit in digits {
    guard (0x30...0x39).contains(digit) else { return nil }
    value = value * 10 + Int(digit - 0x30)
  }
  return value
}

/// The name of a column, from 1: A, Z, AA.
func columnName(_ column: Int) -> String {
  var letters: [UInt8] = []
  var rest = column
  while rest > 0 {
    letters.insert(UInt8(0x41 + (rest - 1) % 26), at: 0)
    rest = (rest - 1) / 26
  }
  return String(decoding: letters, as: UTF8.self)
}
