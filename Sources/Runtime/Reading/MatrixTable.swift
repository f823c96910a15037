/// `table Matrix`.
package enum MatrixField: Int, TableField, CaseIterable {
  case rows, columns, fractionBits, multipliers, values

  package var byteCount: Int { self == .fractionBits ? 1 : 4 }
}

extension Matrix {
  /// What stands for the matrices that a layer does not have.
  static var none: Matrix {
    let nowhere = UnsafeRawPointer(bitPattern: 1)!
    return Matrix(rows: 0, columns: 0, fractionBits: 0, multipliers: nowhere, values: nowhere)
  }

  init(_ cursor: inout FileCursor, from field: Int) throws(Refusal) {
    let table = try cursor.table(MatrixField.self, from: field, of: .matrix)
    let sizes = 1...ModelLimits.vocabularyCounts.upperBound
    rows = Int(clamping: cursor.uint32(at: table[.rows]))
    try cursor.check(rows, sizes, at: table[.rows], of: .matrix)
    columns = Int(clamping: cursor.uint32(at: table[.columns]))
    try cursor.check(columns, sizes, at: table[.columns], of: .matrix)
    fractionBits = cursor.uint8(at: table[.fractionBits])
    try cursor.check(
      fractionBits, ModelLimits.fractionBits, at: table[.fractionBits], of: .matrix)
    let multipliers = try cursor.vector(2, from: table[.multipliers], of: .multipliers)
    try cursor.expect(multipliers.count, rows, at: multipliers.countOffset, of: .multipliers)
    self.multipliers = cursor.bytes.baseAddress! + multipliers.offset
    let values = try cursor.vector(1, alignment: 16, from: table[.values], of: .values)
    // Both are below 2^16, so the product fits 32 bits unsigned, but not always signed.
    try cursor.expect(
      values.count, Int(clamping: Int64(rows) * Int64(columns)), at: values.countOffset,
      of: .values)
    self.values = cursor.bytes.baseAddress! + values.offset
    for position in values.range where cursor.bytes[position] == 0x80 {
      throw cursor.refuse(
        .outOfRange(section: .values, offset: position, found: -128, least: -127, most: 127))
    }
  }
}

// What the bounds on the 32-bit sums are made of, docs/NUMERICS.md, "Bounds".
extension Matrix {
  /// max over rows of |w| in `column`.
  func columnMaximum(_ column: Int) -> Int {
    var largest: Int32 = 0
    for row in 0..<rows { largest = max(largest, abs(weight(row, column))) }
    return Int(largest)
  }

  /// Σ |w| of `row`.
  func rowMagnitude(_ row: Int) -> Int64 {
    var sum: Int64 = 0
    for column in 0..<columns { sum += Int64(abs(weight(row, column))) }
    return sum
  }
}
