// The largest magnitude that each 32-bit sum can reach, in any order of its terms. In 64 bits
// everywhere: a crafted model reaches beyond what 32-bit processors call Int.

extension FileCursor {
  /// max over tokens of |embedding[token, column]|.
  func embeddingMaximum(_ matrix: Matrix, _ column: Int) -> Int {
    var largest: Int32 = 0
    for row in 0..<matrix.rows { largest = max(largest, abs(bytes.weight(matrix, row, column))) }
    return Int(largest)
  }

  /// max over gates of |bias| + Σ |W_ih| · max |embedding|.
  func inputBound(_ layer: Layer, _ direction: Int, _ embedding: Matrix) -> Int64 {
    var maxima: InlineArray<256, Int16> = .init(repeating: 0)
    for column in 0..<layer.inputs { maxima[column] = Int16(embeddingMaximum(embedding, column)) }
    let matrix = layer.matrices[2 * direction]
    var largest: Int64 = 0
    for row in 0..<matrix.rows {
      var sum = abs(Int64(bytes.int32(layer.biasOffset, direction * matrix.rows + row)))
      for column in 0..<matrix.columns {
        sum += Int64(abs(bytes.weight(matrix, row, column))) * Int64(maxima[column])
      }
      largest = max(largest, sum)
    }
    return largest
  }

  /// 2^15 for rounding + max over gates of Σ |W_hh| · 2^15.
  func hiddenBound(_ matrix: Matrix) -> Int64 {
    var largest: Int64 = 0
    for row in 0..<matrix.rows {
      var sum: Int64 = 0
      for column in 0..<matrix.columns { sum += Int64(abs(bytes.weight(matrix, row, column))) }
      largest = max(largest, sum)
    }
    return 32_768 * (largest + 1)
  }

  /// max over outputs of |bias| + Σ |W| · 2^15.
  func denseBound(_ layer: Layer) -> Int64 {
    let matrix = layer.matrices[0]
    var largest: Int64 = 0
    for row in 0..<matrix.rows {
      var sum = abs(Int64(bytes.int32(layer.biasOffset, row)))
      for column in 0..<matrix.columns {
        sum += Int64(abs(bytes.weight(matrix, row, column))) * 32_768
      }
      largest = max(largest, sum)
    }
    return largest
  }
}
