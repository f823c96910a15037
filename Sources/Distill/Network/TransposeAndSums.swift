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
