/// The JSON objects of a text that is no JSON Lines: one array of them, or one behind the other, printed
/// over many lines.
///
/// Only braces, brackets and strings are looked at; what an object holds is the parser's to judge.
package struct JSONObjects {
  private let text: ArraySlice<UInt8>
  private var position: Int
  private var line = 1

  package init(_ text: ArraySlice<UInt8>) {
    self.text = text
    position = text.startIndex
  }

  /// Whether the objects of `text` do not each stand on a line: it begins with an array, or with an
  /// object that its line does not end.
  package static func isNeeded(for text: ArraySlice<UInt8>) -> Bool {
    let start = text.drop { " \t\r\n".utf8.contains($0) }
    if start.first == UInt8(ascii: "[") { return true }
    guard start.first == UInt8(ascii: "{") else { return false }
    let line = start.prefix { $0 != 0x0A }
    let last = line.last { !" \t\r".utf8.contains($0) }
    return last != UInt8(ascii: "}")
  }

  /// The next object and its line; nil at the end, and for what can be no list of objects.
  package mutating func next() -> (object: ArraySlice<UInt8>, line: Int)? {
    while position < text.endIndex, text[position] != UInt8(ascii: "{") {
      if text[position] == 0x0A { line += 1 }
      guard " \t\r\n,[]".utf8.contains(text[position]) else { return nil }
      position += 1
    }
    let (start, first) = (position, line)
    var depth = 0
    var isString = false
    while position < text.endIndex {
      let byte = text[position]
      position += 1
      switch byte {
      case 0x0A: line += 1
      case UInt8(ascii: "\\") where isString: position = min(position + 1, text.endIndex)
      case UInt8(ascii: "\""): isString.toggle()
      case UInt8(ascii: "{") where !isString, UInt8(ascii: "[") where !isString: depth += 1
      case UInt8(ascii: "}") where !isString, UInt8(ascii: "]") where !isString:
        depth -= 1
        if depth == 0 { return (text[start..<position], first) }
      default: break
      }
    }
    return start < text.endIndex ? (text[start...], first) : nil
  }

  /// Whether all of the text was read.
  package var isAtEnd: Bool { text[position...].allSatisfy { " \t\r\n,]".utf8.contains($0) } }
}
