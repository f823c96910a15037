/// Where `byte` is next in `bytes`, from `start` up to `end`.
///
/// The 15 bytes behind `end` must be readable: sixteen are compared at once.
package func offset(
  of byte: UInt8, in bytes: UnsafePointer<UInt8>, from start: Int, to end: Int
) -> Int? {
  let wanted = SIMD16<UInt8>(repeating: byte)
  var position = start
  while position < end {
    let part = UnsafeRawPointer(bytes).loadUnaligned(
      fromByteOffset: position, as: SIMD16<UInt8>.self)
    let found = unsafeBitCast(part .== wanted, to: SIMD2<UInt64>.self)
    if found[0] | found[1] != 0 {
      let place =
        found[0] != 0
        ? found[0].littleEndian.trailingZeroBitCount
        : 64 + found[1].littleEndian.trailingZeroBitCount
      position += place / 8
      return position < end ? position : nil
    }
    position += 16
  }
  return nil
}
