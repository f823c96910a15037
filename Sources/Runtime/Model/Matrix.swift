/// An int8 matrix inside a checked model file, row-major, with a multiplier a row.
struct Matrix: @unchecked Sendable {
  // Unchecked, because the file's bytes are immutable by contract (`Model`).
  let rows: Int
  let columns: Int
  /// The widened weight is an integer over 2^`fractionBits`.
  let fractionBits: Int
  /// [rows] UInt16, little-endian.
  let multipliers: UnsafeRawPointer
  /// [rows, columns] Int8.
  let values: UnsafeRawPointer

  /// The weight at (`row`, `column`) widened to 16 bits: `(value · multiplier + 128) >> 8`.
  ///
  /// Magnitude at most (127 × 65,535 + 128) >> 8 = 32,511.
  @inline(__always)
  func weight(_ row: Int, _ column: Int) -> Int32 {
    let multiplier = Int32(
      UInt16(
        littleEndian: multipliers.loadUnaligned(fromByteOffset: 2 &* row, as: UInt16.self)))
    let value = values.loadUnaligned(fromByteOffset: row &* columns &+ column, as: Int8.self)
    return (Int32(value) &* multiplier &+ 128) &>> 8
  }

  /// Widens row `row` into `weights` [columns]; of an embedding, the vector of a token.
  @inline(never)
  func widen(_ row: Int, into weights: UnsafeMutablePointer<Int16>) {
    for column in 0..<columns { weights[column] = Int16(truncatingIfNeeded: weight(row, column)) }
  }
}

/// A vector of 32-bit integers inside a checked model file: biases, logits.
package struct Int32Vector: @unchecked Sendable {
  package let count: Int
  /// [count] Int32, little-endian.
  let start: UnsafeRawPointer

  @inline(__always)
  package subscript(_ index: Int) -> Int32 {
    Int32(littleEndian: start.loadUnaligned(fromByteOffset: 4 &* index, as: Int32.self))
  }
}
