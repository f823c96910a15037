import KDCommon

/// Why an XML text was refused, and at which byte.
package struct XMLFault: Error {
  package var what: String
  package var byte: Int
}

/// A pull parser for the XML of a workbook's parts: one event at a time, in memory that does not
/// grow with the text.
///
/// It reads elements, attributes, text and CDATA, and skips comments, processing instructions and
/// namespaces: a name counts without its prefix. A document type is refused, so there are no
/// entities but the five of XML and numbers. Tags must match; UTF-8 only.
package struct XMLScanner {
  package enum Event { case start, end, text, finished }

  private let bytes: [UInt8]
  private var position = 0
  /// Names of the open elements, outermost first.
  private var open: [Range<Int>] = []
  /// Whether the last tag ended its element at once.
  private var isEmptyElement = false
  private var hasRoot = false
  private var attributes: [(name: Range<Int>, value: Range<Int>)] = []
  /// The element of the last `start` or `end`, with its prefix.
  private var name = 0..<0
  /// Of the last `text`: a piece up to the next tag, comment or CDATA, and whether it is CDATA.
  private var piece = 0..<0
  private var isCharacterData = false

  /// Elements that are open; after `start` with the new one, after `end` without the old one.
  package var depth: Int { open.count }

  /// - Throws: for what is not UTF-8, by its bytes or by its own declaration.
  package init(_ bytes: [UInt8]) throws(XMLFault) {
    self.bytes = bytes
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw XMLFault(what: "UTF-16, expected UTF-8", byte: 0)
    }
    if let fault = bytes.withUnsafeBufferPointer({ firstTextFault($0) }) {
      throw XMLFault(what: fault.kind == .nul ? "NUL byte" : "invalid UTF-8", byte: fault.byte)
    }
    if bytes.holds("\u{FEFF}", at: 0) { position = 3 }
  }

  /// Reads on to the next tag or piece of text.
  package mutating func next() throws(XMLFault) -> Event {
    if isEmptyElement {
      isEmptyElement = false
      name = open.removeLast()
      return .end
    }
    while position < bytes.count {
      if bytes[position] != lessThan {
        if try readText() { return .text }
      } else if bytes.holds("<!--", at: position) {
        try skip(4, past: "-->")
      } else if bytes.holds("<?", at: position) {
        try readInstruction()
      } else if bytes.holds("<![CDATA[", at: position) {
        try readCharacterData()
        return .text
      } else if bytes.holds("<!", at: position) {
        throw fault("a document type, which no workbook has")
      } else if bytes.holds("</", at: position) {
        try readEndTag()
        return .end
      } else {
        try readStartTag()
        return .start
      }
    }
    guard open.isEmpty, hasRoot else { throw fault("it ends in the middle") }
    return .finished
  }

  /// A fault here.
  func fault(_ what: String) -> XMLFault { XMLFault(what: what, byte: position) }
}

// MARK: - Names and attributes

extension XMLScanner {
  /// Whether the element of the last `start` or `end` is called so, whatever its prefix.
  package func isNamed(_ word: StaticString) -> Bool { isLocal(name, word) }

  /// The value of an attribute of the last `start`; without a prefix rather than with one.
  package func attribute(_ word: StaticString) throws(XMLFault) -> [UInt8]? {
    var found: Range<Int>?
    for attribute in attributes where isLocal(attribute.name, word) {
      if attribute.name.count == word.utf8CodeUnitCount { return try decoded(attribute.value) }
      if !bytes.holds("xmlns:", at: attribute.name.lowerBound) { found = attribute.value }
    }
    guard let found else { return nil }
    return try decoded(found)
  }

  private func isLocal(_ name: Range<Int>, _ word: StaticString) -> Bool {
    let start = name.upperBound - word.utf8CodeUnitCount
    guard start >= name.lowerBound, bytes.holds(word, at: start) else { return false }
    return start == name.lowerBound || bytes[start - 1] == colon
  }
}

// MARK: - Tags

extension XMLScanner {
  private mutating func readStartTag() throws(XMLFault) {
    if open.isEmpty && hasRoot { throw fault("a second root element") }
    if open.count == WorkbookLimits.depth { throw fault("elements nested too deep") }
    hasRoot = true
    position += 1
    name = try readName()
    attributes.removeAll(keepingCapacity: true)
    while true {
      let isSeparated = skipSpace()
      if bytes.holds(">", at: position) {
        position += 1
        break
      } else if bytes.holds("/>", at: position) {
        position += 2
        isEmptyElement = true
        break
      }
      guard isSeparated else { throw fault("a tag that does not end") }
      try readAttribute()
    }
    open.append(name)
  }

  private mutating func readAttribute() throws(XMLFault) {
    if attributes.count == WorkbookLimits.attributeCount { throw fault("too many attributes") }
    let name = try readName()
    _ = skipSpace()
    guard bytes.holds("=", at: position) else { throw fault("an attribute without a value") }
    position += 1
    _ = skipSpace()
    guard position < bytes.count, bytes[position] == 0x22 || bytes[position] == 0x27 else {
      throw fault("an attribute without quotes")
    }
    let quote = bytes[position]
    position += 1
    let start = position
    while position < bytes.count, bytes[position] != quote, bytes[position] != lessThan {
      position += 1
    }
    guard position < bytes.count, bytes[position] == quote else {
      throw fault("an attribute that does not end")
    }
    attributes.append((name, start..<position))
    position += 1
  }

  private mutating func readEndTag() throws(XMLFault) {
    position += 2
    let name = try readName()
    _ = skipSpace()
    guard bytes.holds(">", at: position) else { throw fault("a tag that does not end") }
    guard let opened = open.popLast(), bytes[opened].elementsEqual(bytes[name]) else {
      throw fault("an end tag without its start")
    }
    position += 1
    self.name = name
  }

  /// What stands up to a space or the end of a tag; not empty.
  private mutating func readName() throws(XMLFault) -> Range<Int> {
    let start = position
    while position < bytes.count, !endsName(bytes[position]) { position += 1 }
    if position == start { throw fault("a tag without a name") }
    return start..<position
  }

  private func endsName(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x00...0x20, 0x21, 0x22, 0x26, 0x27, 0x2F, lessThan, 0x3D, 0x3E, 0x3F: return true
    default: return false
    }
  }

  private mutating func skipSpace() -> Bool {
    let start = position
    while position < bytes.count, isSpace(bytes[position]) { position += 1 }
    return position > start
  }

  private mutating func skip(_ count: Int, past word: StaticString) throws(XMLFault) {
    let start = position
    position += count
    while position < bytes.count {
      if bytes.holds(word, at: position) {
        position += word.utf8CodeUnitCount
        return
      }
      position += 1
    }
    throw XMLFault(what: "it ends in the middle", byte: start)
  }

  /// `<?…?>`; the declaration, which is written like one, may name no encoding but UTF-8.
  private mutating func readInstruction() throws(XMLFault) {
    let start = position
    try skip(2, past: "?>")
    guard bytes.holds("<?xml", at: start), isSpace(bytes[start + 5]) else { return }
    let encoding = encoding(in: start..<position)
    let known: [StaticString] = ["utf-8", "utf8", "us-ascii", "ascii"]
    guard let encoding, !known.contains(where: { encoding.elementsEqual(staticBytes($0)) }) else {
      return
    }
    throw XMLFault(
      what: "encoding \(quoted(String(decoding: encoding, as: UTF8.self))), expected UTF-8",
      byte: start)
  }

  /// What the declaration says behind `encoding`, in lower case.
  private func encoding(in declaration: Range<Int>) -> [UInt8]? {
    guard
      let start = declaration.first(where: { bytes.holds("encoding", at: $0) })
    else { return nil }
    return bytes[(start + 8)..<declaration.upperBound]
      .drop { isSpace($0) || $0 == 0x3D }.dropFirst().prefix(80)
      .prefix { $0 != 0x22 && $0 != 0x27 && $0 != 0x3F }
      .map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
  }
}

// MARK: - Text

extension XMLScanner {
  /// Text up to the next tag; false for space outside the root.
  private mutating func readText() throws(XMLFault) -> Bool {
    let start = position
    while position < bytes.count, bytes[position] != lessThan { position += 1 }
    if open.isEmpty {
      guard bytes[start..<position].allSatisfy({ isSpace($0) }) else {
        throw XMLFault(what: "text outside the root element", byte: start)
      }
      return false
    }
    (piece, isCharacterData) = (start..<position, false)
    return true
  }

  private mutating func readCharacterData() throws(XMLFault) {
    if open.isEmpty { throw fault("text outside the root element") }
    let start = position + 9
    try skip(9, past: "]]>")
    (piece, isCharacterData) = (start..<position - 3, true)
  }

  /// Appends the piece of text that the last `text` is; the whole text has at most
  /// `WorkbookLimits.cellByteCount` bytes.
  package func appendPiece(to text: inout [UInt8]) throws(XMLFault) {
    if isCharacterData { try appendLines(piece, to: &text) } else { try decode(piece, into: &text) }
  }

  private func decoded(_ range: Range<Int>) throws(XMLFault) -> [UInt8] {
    var value: [UInt8] = []
    try decode(range, into: &value)
    return value
  }

  /// Appends text with what its references stand for.
  private func decode(_ range: Range<Int>, into text: inout [UInt8]) throws(XMLFault) {
    var start = range.lowerBound
    while let ampersand = bytes[start..<range.upperBound].firstIndex(of: 0x26) {
      try appendLines(start..<ampersand, to: &text)
      // "&#1114111;" is the longest one without leading zeros.
      let end = min(range.upperBound, ampersand + 16)
      guard let semicolon = bytes[ampersand..<end].firstIndex(of: 0x3B) else {
        throw XMLFault(what: "& without its ;", byte: ampersand)
      }
      guard let scalar = reference(ampersand + 1..<semicolon) else {
        throw XMLFault(what: "an unknown entity", byte: ampersand)
      }
      text.append(contentsOf: UTF8.encode(scalar)!)
      start = semicolon + 1
    }
    try appendLines(start..<range.upperBound, to: &text)
  }

  /// What stands for `&…;`.
  private func reference(_ range: Range<Int>) -> Unicode.Scalar? {
    let name = bytes[range]
    if name.first == 0x23 { return numericReference(name.dropFirst()) }
    if name.elementsEqual(staticBytes("lt")) { return "<" }
    if name.elementsEqual(staticBytes("gt")) { return ">" }
    if name.elementsEqual(staticBytes("amp")) { return "&" }
    if name.elementsEqual(staticBytes("quot")) { return "\"" }
    if name.elementsEqual(staticBytes("apos")) { return "'" }
    return nil
  }

  /// `65` or `x41`; no NUL, no surrogate.
  private func numericReference(_ digits: ArraySlice<UInt8>) -> Unicode.Scalar? {
    let isHexadecimal = digits.first == 0x78
    let digits = isHexadecimal ? digits.dropFirst() : digits
    var value: UInt32 = 0
    for digit in digits {
      guard let digit = hexadecimalValue(digit), isHexadecimal || digit < 10 else { return nil }
      value = value * (isHexadecimal ? 16 : 10) + UInt32(digit)
      if value > 0x10FFFF { return nil }
    }
    return value == 0 ? nil : Unicode.Scalar(value)
  }

  /// Appends text with CR and CR LF as LF (XML 1.0, 2.11).
  private func appendLines(_ range: Range<Int>, to text: inout [UInt8]) throws(XMLFault) {
    guard range.count <= WorkbookLimits.cellByteCount - text.count else {
      throw fault("a text of more than \(WorkbookLimits.cellByteCount) bytes")
    }
    var start = range.lowerBound
    while let end = bytes[start..<range.upperBound].firstIndex(of: 0x0D) {
      text.append(contentsOf: bytes[start..<end])
      text.append(0x0A)
      start = end + 1
      if start < range.upperBound && bytes[start] == 0x0A { start += 1 }
    }
    text.append(contentsOf: bytes[start..<range.upperBound])
  }
}

/// The value of a hexadecimal digit.
func hexadecimalValue(_ byte: UInt8) -> UInt8? {
  switch byte {
  case 0x30...0x39: return byte - 0x30
  case 0x41...0x46: return byte - 0x41 + 10
  case 0x61...0x66: return byte - 0x61 + 10
  default: return nil
  }
}

private func staticBytes(_ word: StaticString) -> UnsafeBufferPointer<UInt8> {
  UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
}

private func isSpace(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
}

private let lessThan: UInt8 = 0x3C
private let colon: UInt8 = 0x3A
