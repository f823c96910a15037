/// A strict parser of one JSON text (RFC 8259): no duplicate keys, no lone surrogates.
///
/// `NaN`, `Infinity` and `-Infinity`, which some writers emit, are read as numbers so that the
/// check of the values, which knows what they are for, can refuse them.
package struct JSONParser {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0
  private static let maximumDepth = 32

  package init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  package mutating func parse() throws(JSONFault) -> JSONValue {
    let value = try value(depth: 0)
    skipSpace()
    if position < bytes.count { throw fault("text after the value") }
    return value
  }

  private mutating func value(depth: Int) throws(JSONFault) -> JSONValue {
    if depth > JSONParser.maximumDepth { throw fault("nested too deep") }
    skipSpace()
    switch peek {
    case 0x7B?: return try object(depth)
    case 0x5B?: return try array(depth)
    case 0x22?: return .string(try string())
    case 0x2D?: return .number(try number())
    case let digit? where digit &- 0x30 < 10: return .number(try number())
    case nil: throw fault("the text ends in the middle")
    default: return try word()
    }
  }

  private mutating func object(_ depth: Int) throws(JSONFault) -> JSONValue {
    var members: [String: JSONValue] = [:]
    position += 1
    skipSpace()
    if take("}") { return .object(members) }
    repeat {
      skipSpace()
      guard peek == UInt8(ascii: "\"") else { throw fault("expected a key in quotes") }
      let key = try string()
      skipSpace()
      guard take(":") else { throw fault("expected a colon") }
      let value = try value(depth: depth + 1)
      if members.updateValue(value, forKey: key) != nil {
        throw fault("key \(quoted(key)) is there twice")
      }
      skipSpace()
    } while take(",")
    guard take("}") else { throw fault("expected a comma or }") }
    return .object(members)
  }

  private mutating func array(_ depth: Int) throws(JSONFault) -> JSONValue {
    var elements: [JSONValue] = []
    position += 1
    skipSpace()
    if take("]") { return .array(elements) }
    repeat {
      elements.append(try value(depth: depth + 1))
      skipSpace()
    } while take(",")
    guard take("]") else { throw fault("expected a comma or ]") }
    return .array(elements)
  }

  private mutating func word() throws(JSONFault) -> JSONValue {
    let words: [(StaticString, JSONValue)] = [
      ("null", .null), ("true", .bool(true)), ("false", .bool(false)), ("NaN", .number("NaN")),
      ("Infinity", .number("Infinity")),
    ]
    for (word, value) in words where take(word) { return value }
    throw fault("expected a value")
  }

  private mutating func number() throws(JSONFault) -> String {
    let start = position
    let isNegative = take("-")
    if isNegative && take("Infinity") { return "-Infinity" }
    if !take("0") { try digits() }
    if take(".") { try digits() }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      try digits()
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func digits() throws(JSONFault) {
    let start = position
    while let byte = peek, byte &- 0x30 < 10 { position += 1 }
    if position == start { throw fault("expected a digit") }
  }
}

// MARK: - Strings

extension JSONParser {
  private mutating func string() throws(JSONFault) -> String {
    position += 1
    var text: [UInt8] = []
    while true {
      let start = position
      while let byte = peek, byte != 0x22, byte != 0x5C, byte >= 0x20 { position += 1 }
      text.append(contentsOf: bytes[start..<position])
      switch peek {
      case 0x22?:
        position += 1
        let string = String(decoding: text, as: UTF8.self)
        // Decoding repairs what is not UTF-8, which changes it.
        if !string.utf8.elementsEqual(text) { throw fault("invalid UTF-8 in a string") }
        return string
      case 0x5C?: try escape(into: &text)
      case nil: throw fault("a string is never closed")
      default: throw fault("control character in a string")
      }
    }
  }

  private mutating func escape(into text: inout [UInt8]) throws(JSONFault) {
    position += 1
    guard let byte = peek else { throw fault("a string is never closed") }
    position += 1
    if let plain = escapedByte(byte) {
      text.append(plain)
    } else if byte == UInt8(ascii: "u") {
      text.append(contentsOf: Character(try escapedScalar()).utf8)
    } else {
      throw fault("unknown escape")
    }
  }

  /// The scalar of `XXXX`, or of a pair `XXXX\uXXXX`.
  private mutating func escapedScalar() throws(JSONFault) -> Unicode.Scalar {
    let first = try hexDigits()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, take("\\u") else { throw fault("lone surrogate") }
    let second = try hexDigits()
    guard (0xDC00..<0xE000).contains(second),
      let scalar = Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
    else { throw fault("lone surrogate") }
    return scalar
  }

  private mutating func hexDigits() throws(JSONFault) -> UInt32 {
    guard bytes.count - position >= 4,
      let value = fourHexDigits(bytes.baseAddress!, position)
    else { throw fault("expected four hexadecimal digits") }
    position += 4
    return value
  }
}

// MARK: - Characters

extension JSONParser {
  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
      position += 1
    }
  }

  /// Moves past `word` if it is next.
  private mutating func take(_ word: StaticString) -> Bool {
    guard word.utf8CodeUnitCount <= bytes.count - position else { return false }
    for index in 0..<word.utf8CodeUnitCount where bytes[position + index] != word.utf8Start[index] {
      return false
    }
    position += word.utf8CodeUnitCount
    return true
  }

  private func fault(_ what: String) -> JSONFault { JSONFault(what: what, column: position + 1) }
}
