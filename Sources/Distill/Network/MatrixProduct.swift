/// The right factor, row-major, and where a product's rows start from and go to.
package struct MatrixProduct {
  let columns: Int
  let depth: Int
  /// [`depth`, `columns`]
  let right: UnsafePointer<Float>
  let rightRow: Int

  package init(columns: Int, depth: Int, right: UnsafePointer<Float>, rightRow: Int) {
    self.columns = columns
    self.depth = depth
    self.right = right
    self.rightRow = rightRow
  }

  /// out[i] = addend[i] + left[i] · right for each row i; `addendRow` 0 repeats one row (a bias, or
  /// zeros), and `addend` may be `out` itself. Each sum runs in the order of the depth.
  package func callAsFunction(
    rows: Int, _ left: LeftFactor, addend: UnsafePointer<Float>, addendRow: Int, out: Floats,
    outRow: Int
  ) {
    var column = 0
    while column + 16 <= columns {
      var row = 0
      while row + 2 <= rows {
        twoRows(
          left, row, column,
          addend + row * addendRow, addend + (row + 1) * addendRow,
          out + row * outRow, out + (row + 1) * outRow)
        row += 2
      }
      if row < rows {
        oneRow(
          left[row: row], left.step, column, addend + row * addendRow, out + row * outRow)
      }
      column += 16
    }
    for row in 0..<rows where column < columns {
      narrow(
        left[row: row], left.step, column, addend + row * addendRow, out + row * outRow)
    }
  }

  /// As `callAsFunction`, row i starting from `addend[index[i] · addendRow]`.
  package func gathering(
    rows: Int, _ left: LeftFactor, addend: UnsafePointer<Float>, addendRow: Int,
    index: UnsafePointer<Int32>, out: Floats, outRow: Int
  ) {
    var row = 0
    while row + 2 <= rows {
      let first = addend + Int(index[row]) * addendRow
      let second = addend + Int(index[row + 1]) * addendRow
      var column = 0
      while column + 16 <= columns {
        twoRows(
          left, row, column, first, second,
          out + row * outRow, out + (row + 1) * outRow)
        column += 16
      }
      if column < columns {
        narrow(left[row: row], left.step, column, first, out + row * outRow)
        narrow(left[row: row + 1], left.step, column, second, out + (row + 1) * outRow)
      }
      row += 2
    }
    guard row < rows else { return }
    let first = addend + Int(index[row]) * addendRow
    var column = 0
    while column + 16 <= columns {
      oneRow(left[row: row], left.step, column, first, out + row * outRow)
      column += 16
    }
    if column < columns { narrow(left[row: row], left.step, column, first, out + row * outRow) }
  }
}
