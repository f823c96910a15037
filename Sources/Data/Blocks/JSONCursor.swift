import KDCommon
import KDRuntime

/// Reads the parts of a JSON text one after the other; nil or false when it is another part.
///
/// It looks like `JSONParser`, which makes values and messages; this makes neither, so that scoring
/// allocates nothing.
package struct JSONCursor {
  private let bytes: UnsafePointer<UInt8>
  private var position: Int
  private let end: Int

  /// The eight bytes behind `end` must be readable.
  package init(_ bytes: UnsafePointer<UInt8>, from start: Int, to end: Int) {
    self.bytes = bytes
    position = start
    self.end = end
  }

  private var peek: UInt8? { position < end ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0D { position += 1 }
  }

  /// Whether nothing but blanks is left.
  package var isAtEnd: Bool {
    mutating get {
      skipSpace()
      return position == end
    }
  }

  /// Moves past `byte` if it is next after blanks.
  package mutating func take(_ byte: UInt8) -> Bool {
    skipSpace()
    guard peek == byte else { return false }
    position += 1
    return true
  }

  /// What is between quotes, when it is ASCII without escapes.
  package mutating func plainString() -> Range<Int>? {
    guard take(0x22) else { return nil }
    let start = position
    position = endOfPlain(from: start)
    guard peek == 0x22 else { return nil }
    position += 1
    return start..<(position - 1)
  }

  package mutating func scalar() -> JSONScalar? {
    skipSpace()
    switch peek {
    case 0x22?: return string()
    case UInt8(ascii: "n")?: return take("null") ? JSONScalar(kind: .null, range: 0..<0) : nil
    case UInt8(ascii: "t")?: return take("true") ? JSONScalar(kind: .other, range: 0..<0) : nil
    case UInt8(ascii: "f")?: return take("false") ? JSONScalar(kind: .other, range: 0..<0) : nil
    default: return number()
    }
  }

  private mutating func take(_ word: StaticString) -> Bool {
    guard word.utf8CodeUnitCount <= end - position else { return false }
    for index in 0..<word.utf8CodeUnitCount where bytes[position + index] != word.utf8Start[index] {
      return false
    }
    position += word.utf8CodeUnitCount
    return true
  }

  private mutating func string() -> JSONScalar? {
    position += 1
    var result = JSONScalar(kind: .string, range: position..<position)
    while true {
      position = endOfPlain(from: position)
      guard let byte = peek else { return nil }
      if byte == 0x22 {
        result.range = result.range.lowerBound..<position
        position += 1
        return result
      } else if byte == 0x5C {
        guard let length = escapeLength() else { return nil }
        result.hasEscapes = true
        position += length
      } else {
        let rest = UnsafeBufferPointer(start: bytes + position, count: end - position)
        let length = byte < 0x20 ? 0 : wellFormedByteCount(rest, at: 0)
        if length == 0 { return nil }
        position += length
      }
    }
  }

  /// Bytes of the escape at `position`; nil for half a pair of surrogates and for what is none.
  private func escapeLength() -> Int? {
    guard end - position >= 2 else { return nil }
    if escapedByte(bytes[position + 1]) != nil { return 2 }
    guard bytes[position + 1] == UInt8(ascii: "u"), end - position >= 6,
      let scalar = fourHexDigits(bytes, position + 2), !(0xD800..<0xE000).contains(scalar)
    else { return nil }
    return 6
  }

  private mutating func number() -> JSONScalar? {
    let start = position
    _ = take("-")
    if !take("0") && !digits() { return nil }
    if take(".") && !digits() { return nil }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      if !digits() { return nil }
    }
    return JSONScalar(kind: .number, range: start..<position)
  }

  private mutating func digits() -> Bool {
    let start = position
    while let byte = peek, byte &- 0x30 < 10 { position += 1 }
    return position > start
  }

  /// The next byte that is a quote, a backslash, a control character or not ASCII; or `end`.
  private func endOfPlain(from start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    var position = start
    while position < end {
      let word = UnsafeRawPointer(bytes).loadUnaligned(fromByteOffset: position, as: UInt64.self)
      // The lowest high bit that is set belongs to the first such byte: a borrow goes upwards.
      let quote = word ^ (ones &* 0x22)
      let backslash = word ^ (ones &* 0x5C)
      let found =
        (word | (quote &- ones) & ~quote | (backslash &- ones) & ~backslash
          | (word &- ones &* 0x20)) & (ones &* 0x80)
      if found != 0 {
        return min(end, position + UInt64(littleEndian: found).trailingZeroBitCount / 8)
      }
      position += 8
    }
    return end
  }
}
