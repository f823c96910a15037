import KDCommon

/// A JSON value that is neither array nor object.
package struct JSONScalar {
  package enum Kind { case string, number, null, other }

  package var kind: Kind
  /// The number, or what is between the quotes.
  package var range: Range<Int>
  package var hasEscapes = false

  /// Writes the text that the escapes stand for over them; it is never longer.
  package func unescaped(_ bytes: UnsafeMutablePointer<UInt8>) -> Range<Int> {
    if !hasEscapes { return range }
    var (from, to) = (range.lowerBound, range.lowerBound)
    func put(_ byte: UInt32) {
      bytes[to] = UInt8(truncatingIfNeeded: byte)
      to += 1
    }
    while from < range.upperBound {
      let byte = bytes[from]
      from += 1
      guard byte == 0x5C else {
        put(UInt32(byte))
        continue
      }
      from += 1
      if let plain = escapedByte(bytes[from - 1]) {
        put(UInt32(plain))
        continue
      }
      let scalar = fourHexDigits(bytes, from) ?? 0
      from += 4
      if scalar < 0x80 {
        put(scalar)
      } else if scalar < 0x800 {
        put(0xC0 | scalar >> 6)
        put(0x80 | scalar & 0x3F)
      } else {
        put(0xE0 | scalar >> 12)
        put(0x80 | scalar >> 6 & 0x3F)
        put(0x80 | scalar & 0x3F)
      }
    }
    return range.lowerBound..<to
  }
}
