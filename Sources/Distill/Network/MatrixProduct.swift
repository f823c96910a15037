/// The left factor of a product: element (i, k) lies at `pointer[i · row + k · step]`, so that a
/// matrix (step 1) and its transpose (row 1) are the same memory with the two numbers exchanged.
package struct LeftFactor {
  var pointer: UnsafePointer<Float>
  var row: Int
  var step: Int

  package init(_ pointer: UnsafePointer<Float>, row: Int, step: Int = 1) {
    precondition(row == 1 || step == 1, "neither rows nor columns lie side by side")
    self.pointer = pointer
    self.row = row
    self.step = step
  }

  @inline(always)
  subscript(row index: Int) -> UnsafePointer<Float> { pointer + index * row }
}

/// The right factor, row-major, and where a product's rows start from and go to.
package struct Product {
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

  /// out[i] = start[i] + left[i] · right for each row i; `startRow` 0 repeats one row (a bias, or
  /// zeros), and `start` may be `out` itself. Each sum runs in the order of the depth.
  package func callAsFunction(
    rows: Int, _ left: LeftFactor, start: UnsafePointer<Float>, startRow: Int, out: Floats,
    outRow: Int
  ) {
    var column = 0
    while column + 16 <= columns {
      var row = 0
      while row + 2 <= rows {
        twoRows(
          left, row, column,
          start + row * startRow, start + (row + 1) * startRow,
          out + row * outRow, out + (row + 1) * outRow)
        row += 2
      }
      if row < rows {
        oneRow(
          left[row: row], left.step, column, start + row * startRow, out + row * outRow)
      }
      column += 16
    }
    for row in 0..<rows where column < columns {
      narrow(
        left[row: row], left.step, column, start + row * startRow, out + row * outRow)
    }
  }

  /// As `callAsFunction`, row i starting from `start[index[i] · startRow]`.
  package func gathering(
    rows: Int, _ left: LeftFactor, start: UnsafePointer<Float>, startRow: Int,
    index: UnsafePointer<Int32>, out: Floats, outRow: Int
  ) {
    var row = 0
    while row + 2 <= rows {
      let first = start + Int(index[row]) * startRow
      let second = start + Int(index[row + 1]) * startRow
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
    let first = start + Int(index[row]) * startRow
    var column = 0
    while column + 16 <= columns {
      oneRow(left[row: row], left.step, column, first, out + row * outRow)
      column += 16
    }
    if column < columns { narrow(left[row: row], left.step, column, first, out + row * outRow) }
  }
}

/// out [columns, rows] = the transpose of `matrix` [rows, columns].
func transpose(_ matrix: UnsafePointer<Float>, rows: Int, columns: Int, out: Floats) {
  for row in 0..<rows {
    for column in 0..<columns { out[column * rows + row] = matrix[row * columns + column] }
  }
}

/// out[j] = the sum of column j of `matrix` [rows, columns], rows in order.
func sumRows(_ matrix: UnsafePointer<Float>, rows: Int, columns: Int, out: Floats) {
  for column in 0..<columns { out[column] = 0 }
  for row in 0..<rows {
    let values = matrix + row * columns
    for column in 0..<columns { out[column] += values[column] }
  }
}
