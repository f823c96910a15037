import KDLines
import System

/// Bytes of the command line or a fixed name; they live as long as the process.
struct Text {
  let bytes: UnsafeBufferPointer<UInt8>

  init(_ text: StaticString) {
    bytes = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
  }

  /// Bytes up to a NUL.
  init(_ start: UnsafePointer<UInt8>) {
    var count = 0
    while start[count] != 0 { count += 1 }
    bytes = UnsafeBufferPointer(start: start, count: count)
  }

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// Whether it begins with two dashes: no value, unless it follows `=`.
  var isOption: Bool { bytes.count >= 2 && bytes[0] == 0x2D && bytes[1] == 0x2D }

  /// Which of the words in `list`, with blanks between, it is.
  func place(in list: StaticString) -> UInt32? {
    let list = Text(list).bytes
    var place: UInt32 = 0
    var matched = 0
    var isEqual = true
    for index in 0...list.count {
      if index == list.count || list[index] == 0x20 {
        if isEqual && matched == bytes.count { return place }
        place += 1
        matched = 0
        isEqual = true
      } else {
        isEqual = isEqual && matched < bytes.count && bytes[matched] == list[index]
        matched += 1
      }
    }
    return nil
  }

  func dropFirst(_ count: Int) -> Text { Text(UnsafeBufferPointer(rebasing: bytes[count...])) }
}

extension ByteWriter {
  /// At most this many bytes of a text are shown in a message.
  static let shownByteCount = 200

  /// A text of the user on one line: control characters escaped, a long one cut; at most six bytes
  /// for each, and three. Bytes that are not UTF-8 become U+FFFD.
  @inline(never)
  mutating func put(printable text: Text) {
    let bytes = text.bytes
    var index = 0
    while index < min(bytes.count, ByteWriter.shownByteCount) {
      let byte = bytes[index]
      let length = byte < 0x80 ? 1 : wellFormedLength(bytes, index)
      defer { index += max(length, 1) }
      if length == 2 && byte == 0xC2 && bytes[index + 1] < 0xA0 {
        // A control character of Latin-1.
        put(escaped: bytes[index + 1])
        continue
      }
      switch byte {
      case 0x0A: put("\\n")
      case 0x0D: put("\\r")
      case 0x09: put("\\t")
      case 0..<0x20, 0x7F: put(escaped: byte)
      default:
        if length == 0 { put("\u{FFFD}") }
        for offset in 0..<length { put(bytes[index + offset]) }
      }
    }
    if bytes.count > ByteWriter.shownByteCount { put("…") }
  }

  private mutating func put(escaped byte: UInt8) {
    put("\\u{")
    if byte >= 0x10 { put(0x30 + byte >> 4) }
    put(byte & 15 < 10 ? 0x30 + byte & 15 : 0x57 + byte & 15)
    put(0x7D)
  }

  mutating func put(quoted text: Text) {
    put(0x22)
    put(printable: text)
    put(0x22)
  }
}
