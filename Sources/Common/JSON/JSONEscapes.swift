/// What the letter behind a backslash stands for in JSON; nil for `u` and for what is no escape.
@inlinable
package func escapedByte(_ letter: UInt8) -> UInt8? {
  switch letter {
  case 0x22, 0x5C, 0x2F: letter
  case 0x62: 0x08
  case 0x66: 0x0C
  case 0x6E: 0x0A
  case 0x72: 0x0D
  case 0x74: 0x09
  default: nil
  }
}

/// The number that the four hexadecimal digits from `position` on write; nil for other characters.
package func fourHexDigits(_ bytes: UnsafePointer<UInt8>, _ position: Int) -> UInt32? {
  var value: UInt32 = 0
  for index in position..<(position + 4) {
    switch bytes[index] {
    case let byte where byte &- 0x30 < 10: value = value << 4 | UInt32(byte - 0x30)
    case let byte where (byte | 0x20) &- 0x61 < 6: value = value << 4 | UInt32((byte | 0x20) - 0x57)
    default: return nil
    }
  }
  return value
}
