/// One scalar read from UTF-8, or a marker for bytes that are none.
package struct DecodedScalar {
  /// The scalar, or `DecodedScalar.invalid`.
  package let value: UInt32
  package let byteCount: Int

  package static let invalid: UInt32 = 0xFFFF_FFFF
}

/// Decodes the scalar at `position`, which must be inside `text`.
///
/// An ill-formed sequence is consumed as its longest valid prefix, at least one byte
/// (Unicode 15, table 3-8), so overlong forms, surrogates and cut sequences never read on.
package func decodeScalar(_ text: UnsafeBufferPointer<UInt8>, at position: Int) -> DecodedScalar {
  let lead = text[position]
  if lead < 0x80 { return DecodedScalar(value: UInt32(lead), byteCount: 1) }
  // The first continuation byte's range excludes overlong forms, surrogates and > U+10FFFF.
  let length: Int
  var low: UInt8 = 0x80
  var high: UInt8 = 0xBF
  switch lead {
  case 0xC2...0xDF: length = 2
  case 0xE0: length = 3; low = 0xA0
  case 0xED: length = 3; high = 0x9F
  case 0xE1...0xEF: length = 3
  case 0xF0: length = 4; low = 0x90
  case 0xF1...0xF3: length = 4
  case 0xF4: length = 4; high = 0x8F
  default: return DecodedScalar(value: DecodedScalar.invalid, byteCount: 1)
  }
  var value = UInt32(lead) & (0x7F &>> UInt32(length))
  for index in 1..<length {
    guard index < text.count - position else {
      return DecodedScalar(value: DecodedScalar.invalid, byteCount: index)
    }
    let byte = text[position + index]
    guard byte >= low, byte <= high else {
      return DecodedScalar(value: DecodedScalar.invalid, byteCount: index)
    }
    value = (value &<< 6) | UInt32(byte & 0x3F)
    low = 0x80
    high = 0xBF
  }
  return DecodedScalar(value: value, byteCount: length)
}

/// Bytes of the well-formed scalar at `position`, which must be inside `text`; 0 if there is none.
package func wellFormedByteCount(_ text: UnsafeBufferPointer<UInt8>, at position: Int) -> Int {
  if text[position] < 0x80 { return 1 }
  let scalar = decodeScalar(text, at: position)
  return scalar.value == DecodedScalar.invalid ? 0 : scalar.byteCount
}

/// Whether `text` is well-formed UTF-8 from end to end.
func isValidUTF8(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
  var position = 0
  while position < text.count {
    let scalar = decodeScalar(text, at: position)
    if scalar.value == DecodedScalar.invalid { return false }
    position += scalar.byteCount
  }
  return true
}
