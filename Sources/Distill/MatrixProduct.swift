import KDQuantize

/// The left factor of a product: element (i, k) lies at `pointer[i · row + k · step]`, so that a
/// matrix and its transpose are the same memory with the two numbers exchanged.
package struct LeftFactor {
  var pointer: UnsafePointer<Float>
  var row: Int
  var step: Int

  package init(_ pointer: UnsafePointer<Float>, row: Int, step: Int = 1) {
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
          left[row: row], left[row: row + 1], left.step, column,
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
          left[row: row], left[row: row + 1], left.step, column, first, second,
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

// The blocks: sums of 2 × 16 elements in eight registers, the right factor read once for two rows.
extension Product {
  @inline(always)
  private func twoRows(
    _ left0: UnsafePointer<Float>, _ left1: UnsafePointer<Float>, _ step: Int, _ column: Int,
    _ start0: UnsafePointer<Float>, _ start1: UnsafePointer<Float>, _ out0: Floats, _ out1: Floats
  ) {
    typealias V = SIMD8<Float>
    var a0 = V.load(start0 + column)
    var a1 = V.load(start0 + column + 8)
    var b0 = V.load(start1 + column)
    var b1 = V.load(start1 + column + 8)
    var l0 = left0
    var l1 = left1
    var r = right + column
    for _ in 0..<depth {
      let f0 = V(repeating: l0.pointee)
      let f1 = V(repeating: l1.pointee)
      let r0 = V.load(r)
      let r1 = V.load(r + 8)
      a0 += f0 * r0
      b0 += f1 * r0
      a1 += f0 * r1
      b1 += f1 * r1
      l0 += step
      l1 += step
      r += rightRow
    }
    a0.store(out0 + column)
    a1.store(out0 + column + 8)
    b0.store(out1 + column)
    b1.store(out1 + column + 8)
  }

  @inline(always)
  private func oneRow(
    _ left: UnsafePointer<Float>, _ step: Int, _ column: Int, _ start: UnsafePointer<Float>,
    _ out: Floats
  ) {
    typealias V = SIMD8<Float>
    var a0 = V.load(start + column)
    var a1 = V.load(start + column + 8)
    var l = left
    var r = right + column
    for _ in 0..<depth {
      let f = V(repeating: l.pointee)
      a0 += f * V.load(r)
      a1 += f * V.load(r + 8)
      l += step
      r += rightRow
    }
    a0.store(out + column)
    a1.store(out + column + 8)
  }

  /// The columns from `first` on, four at a time and then one by one.
  private func narrow(
    _ left: UnsafePointer<Float>, _ step: Int, _ first: Int, _ start: UnsafePointer<Float>,
    _ out: Floats
  ) {
    var column = first
    while column + 4 <= columns {
      lane(SIMD4<Float>.self, left, step, column, start, out)
      column += 4
    }
    while column < columns {
      lane(Float.self, left, step, column, start, out)
      column += 1
    }
  }

  @inline(always)
  private func lane<V: Lanes>(
    _: V.Type, _ left: UnsafePointer<Float>, _ step: Int, _ column: Int,
    _ start: UnsafePointer<Float>, _ out: Floats
  ) {
    var sum = V.load(start + column)
    for k in 0..<depth {
      sum = sum + V(repeating: left[k * step]) * V.load(right + k * rightRow + column)
    }
    sum.store(out + column)
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
