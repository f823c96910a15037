/// Where `byte` is next in `bytes`, from `start` up to `end`.
///
/// The 15 bytes behind `end` must be readable: sixteen are compared at once.
package func offset(
  of byte: UInt8, in bytes: UnsafePointer<UInt8>, from start: Int, to end: Int
) -> Int? {
  var position = start
  while position < end {
    let found = places(of: byte, in: bytes, at: position)
    if found.first | found.last != 0 {
      let bit =
        found.first != 0
        ? found.first.trailingZeroBitCount : 64 + found.last.trailingZeroBitCount
      position += bit / 8
      return position < end ? position : nil
    }
    position += 16
  }
  return nil
}

/// 0xFF for each of the first and the last eight of sixteen bytes that is `byte`, the first one lowest.
@inline(__always)
func places(
  of byte: UInt8, in bytes: UnsafePointer<UInt8>, at position: Int
) -> (first: UInt64, last: UInt64) {
  let part = UnsafeRawPointer(bytes).loadUnaligned(
    fromByteOffset: position, as: SIMD16<UInt8>.self)
  // Named with its type: else the compiler takes the comparison that goes lane by lane.
  let wanted = SIMD16<UInt8>(repeating: byte)
  let found = unsafeBitCast(part .== wanted, to: SIMD2<UInt64>.self)
  return (found[0].littleEndian, found[1].littleEndian)
}
