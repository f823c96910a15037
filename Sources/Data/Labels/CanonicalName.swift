import KDRuntime

/// The one form in which ids, items and labels are compared: without blanks and invisible characters
/// around them, and without the `="…"` by which a spreadsheet is kept from reading a number.
///
/// `2 `, U+00A0 `2` and `="2"` are all `2`.
package func canonicalName(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  guard let first = bytes.first, let last = bytes.last else { return bytes }
  if isCanonicalName(from: first, to: last) { return bytes }
  let trimmed = trimmedText(bytes)
  guard trimmed.count >= 3, trimmed.starts(with: "=\"".utf8), trimmed.last == UInt8(ascii: "\"")
  else { return trimmed }
  return trimmedText(trimmed.dropFirst(2).dropLast())
}

/// Whether a name surely is canonical, by its ends: letters or marks of ASCII, and no `="…"`.
package func isCanonicalName(from first: UInt8, to last: UInt8) -> Bool {
  first &- 0x21 < 0x5E && last &- 0x21 < 0x5E && first != UInt8(ascii: "=")
}

/// `bytes` without white space and invisible characters at both ends.
package func trimmedText(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  var start = bytes.startIndex
  while start < bytes.endIndex {
    let length = blankByteCount(bytes, at: start)
    if length == 0 { break }
    start += length
  }
  var end = bytes.endIndex
  while end > start {
    // A character has at most four bytes; its first is no continuation.
    var first = end - 1
    while first > start && end - first < 4 && bytes[first] & 0xC0 == 0x80 { first -= 1 }
    if blankByteCount(bytes, at: first) != end - first { break }
    end = first
  }
  return bytes[start..<end]
}

/// Bytes of the white space or invisible character at `place`; 0 for another.
private func blankByteCount(_ bytes: ArraySlice<UInt8>, at place: Int) -> Int {
  if bytes[place] < 0x80 { return bytes[place] <= 0x20 || bytes[place] == 0x7F ? 1 : 0 }
  return bytes.withUnsafeBufferPointer { text in
    let scalar = decodeScalar(text, at: place - bytes.startIndex)
    return isBlank(scalar.value) ? scalar.byteCount : 0
  }
}

private func isBlank(_ scalar: UInt32) -> Bool {
  switch scalar {
  case DecodedScalar.invalid: false
  case 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
  default: isInvisible(scalar)
  }
}

/// A label in its one form: equal numbers are one label, `2.0`, `+2`, `2,0` and `02` are `2`, and `1,5` is
/// `1.5`. Other labels are `canonicalName`s.
package func canonicalLabel(_ bytes: ArraySlice<UInt8>) -> String {
  // A digit, as most labels are.
  if bytes.count == 1 && bytes.first! &- 0x30 < 10 { return String(decoding: bytes, as: UTF8.self) }
  let name = canonicalName(bytes)
  if let value = numericValue(name) { return spelling(of: value) }
  return String(decoding: name, as: UTF8.self)
}

/// The same of a label that is no longer bytes.
package func canonicalLabel(_ label: String) -> String { canonicalLabel(ArraySlice(label.utf8)) }

/// The value of a decimal number such as `2`, `-1`, `0.5`, `0,5`, `1e3`; nil for anything else. A comma
/// with three digits behind it may separate thousands, so such a number is none.
package func numericValue(_ text: ArraySlice<UInt8>) -> Double? {
  if text.count == 1 {
    let digit = text.first! &- 0x30
    return digit < 10 ? Double(digit) : nil
  }
  var digits = Array(text)
  if let comma = digits.firstIndex(of: UInt8(ascii: ",")) {
    let decimals = digits[(comma + 1)...]
    guard comma > 0, !decimals.isEmpty, decimals.count != 3, !digits.contains(UInt8(ascii: ".")),
      decimals.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    digits[comma] = UInt8(ascii: ".")
  }
  // The minus sign of typography.
  if digits.starts(with: [0xE2, 0x88, 0x92]) { digits.replaceSubrange(0..<3, with: "-".utf8) }
  // `Double("nan")` and hexadecimal numbers are words to a reader, not scores.
  guard digits.contains(where: { (0x30...0x39).contains($0) }),
    digits.allSatisfy({ "0123456789+-.eE".utf8.contains($0) }),
    let value = Double(String(decoding: digits, as: UTF8.self)), value.isFinite
  else { return nil }
  return value
}

/// The shortest decimal spelling: `2`, `0.5`, `-1`.
private func spelling(of value: Double) -> String {
  let whole = value.rounded(.towardZero)
  if whole == value && value.magnitude < 1e15 { return "\(Int64(value))" }
  return "\(value)"
}
