/// An int8 matrix inside a checked model file, row-major.
struct Matrix {
  @CompactInt var rows = 0
  @CompactInt var columns = 0
  /// The widened weight is an integer over 2^`fractionBits`.
  @CompactInt var fractionBits = 0
  /// Byte offsets in the file.
  @CompactInt var multiplierOffset = 0
  @CompactInt var valueOffset = 0
}

extension Model {
  @inline(__always)
  func weight(_ matrix: Matrix, _ row: Int, _ column: Int) -> Int32 {
    bytes.weight(matrix, row, column)
  }

  @inline(__always)
  func int32(_ offset: Int, _ index: Int) -> Int32 { bytes.int32(offset, index) }
}

extension UnsafeRawBufferPointer {
  /// The weight at (`row`, `column`) widened to 16 bits: `(value · multiplier + 128) >> 8`.
  ///
  /// Magnitude at most (127 × 65,535 + 128) >> 8 = 32,511.
  @inline(__always)
  func weight(_ matrix: Matrix, _ row: Int, _ column: Int) -> Int32 {
    let multiplier = Int32(
      UInt16(
        littleEndian: loadUnaligned(
          fromByteOffset: matrix.multiplierOffset &+ 2 &* row, as: UInt16.self)))
    let value = loadUnaligned(
      fromByteOffset: matrix.valueOffset &+ row &* matrix.columns &+ column, as: Int8.self)
    return (Int32(value) &* multiplier &+ 128) &>> 8
  }

  /// Element `index` of a vector of 32-bit integers at `offset`.
  @inline(__always)
  func int32(_ offset: Int, _ index: Int) -> Int32 {
    Int32(littleEndian: loadUnaligned(fromByteOffset: offset &+ 4 &* index, as: Int32.self))
  }
}
