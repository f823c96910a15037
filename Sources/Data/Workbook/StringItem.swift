/// The text of the string item (`si` or `is`, ECMA-376 18.4.8) that has just begun: its runs joined,
/// without phonetic runs (`rPh`), escapes decoded.
func stringItem(_ scanner: inout XMLScanner) throws(XMLFault) -> String {
  let depth = scanner.depth
  var text: [UInt8] = []
  while try scanner.nextChild(of: depth) {
    if scanner.isNamed("t") {
      try scanner.appendText(to: &text)
    } else if scanner.isNamed("r") {
      while try scanner.nextChild(of: depth + 1, "t") { try scanner.appendText(to: &text) }
    }
  }
  return cellText(text)
}

/// Text with its escapes decoded: `_x000D_` stands for a carriage return, `_x005F_` for the
/// underscore of a text that looks like an escape (ECMA-376 22.4.2.4, ST_Xstring).
///
/// Two escapes of a surrogate pair are one character. What stands for none, a lone surrogate or NUL,
/// remains as it is written.
package func cellText(_ bytes: [UInt8]) -> String {
  guard bytes.contains(underscore) else { return String(decoding: bytes, as: UTF8.self) }
  var text: [UInt8] = []
  var position = 0
  while position < bytes.count {
    if let (scalar, byteCount) = escapedScalar(bytes, position) {
      text.append(contentsOf: UTF8.encode(scalar)!)
      position += byteCount
    } else {
      text.append(bytes[position])
      position += 1
    }
  }
  return String(decoding: text, as: UTF8.self)
}

/// The character of the escape or pair of escapes at `position`, and its length.
private func escapedScalar(_ bytes: [UInt8], _ position: Int) -> (Unicode.Scalar, Int)? {
  guard let first = escapedUnit(bytes, position), first != 0 else { return nil }
  if let scalar = Unicode.Scalar(first) { return (scalar, 7) }
  guard first < 0xDC00, let second = escapedUnit(bytes, position + 7),
    (0xDC00...0xDFFF).contains(second),
    let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
  else { return nil }
  return (scalar, 14)
}

/// The number of `_xHHHH_` at `position`.
private func escapedUnit(_ bytes: [UInt8], _ position: Int) -> UInt32? {
  guard bytes.holds("_x", at: position), bytes.holds("_", at: position + 6) else { return nil }
  var value: UInt32 = 0
  for byte in bytes[(position + 2)..<(position + 6)] {
    guard let digit = hexadecimalValue(byte) else { return nil }
    value = value << 4 | UInt32(digit)
  }
  return value
}

private let underscore: UInt8 = 0x5F
