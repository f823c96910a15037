extension QuantizedMatrix {
  /// Symmetric int8 with one scale a row: the row's largest magnitude becomes ±127.
  ///
  /// `values` [rows, columns] are real; the widened weight is an integer over 2^`fractionBits`.
  /// Returns `nil` when a multiplier would not fit 16 bits.
  init?(
    _ values: [Float], rows: Int, columns: Int, fractionBits: Int
  ) {
    let unit = powerOfTwo(8 + fractionBits)
    var largest = [Float](repeating: 0, count: rows)
    for index in values.indices {
      largest[index / columns] = max(largest[index / columns], abs(values[index]))
    }
    var multipliers: [UInt16] = []
    for magnitude in largest {
      let multiplier = (Double(magnitude) / 127 * unit).rounded()
      guard multiplier <= 65_535 else { return nil }
      // A row of zeros, or one too small for the scale, keeps multiplier 1 at least.
      multipliers.append(UInt16(max(multiplier, 1)))
    }
    let quantized = values.indices.map { index in
      let steps = (Double(values[index]) * unit / Double(multipliers[index / columns])).rounded()
      return Int8(min(max(steps, -127), 127))
    }
    self.init(
      rows: rows, columns: columns, fractionBits: fractionBits,
      multipliers: multipliers, values: quantized)
  }

  /// The finest scale, at most `most` bits, that holds `values`, or `nil` when none does.
  init?(
    finest most: Int, _ values: [Float], rows: Int, columns: Int
  ) {
    for bits in stride(from: most, through: 0, by: -1) {
      if let matrix = QuantizedMatrix(
        values, rows: rows, columns: columns, fractionBits: bits)
      {
        self = matrix
        return
      }
    }
    return nil
  }

  /// The weight as the runtime widens it.
  public func widened(_ row: Int, _ column: Int) -> Int32 {
    let multiplier = Int32(multipliers[row])
    return (Int32(values[row * columns + column]) * multiplier + 128) >> 8
  }

  /// max over rows of |bias| + Σ |weight| · input magnitude: no sum of the row can exceed it.
  ///
  /// In 64 bits: whether it fits 32 is what the caller asks.
  func sumBound(bias: [Int32], inputMaxima: [Int32]) -> Int64 {
    var largest: Int64 = 0
    for row in 0..<rows {
      var sum = abs(Int64(bias[row]))
      for column in 0..<columns {
        sum += Int64(abs(widened(row, column))) * Int64(inputMaxima[column])
      }
      largest = max(largest, sum)
    }
    return largest
  }
}
