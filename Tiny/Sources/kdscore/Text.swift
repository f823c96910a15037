import KDLines
import KDRuntime
import Process

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

  /// A text of the user on one line: what could break or hide it escaped (`isInvisible`), a long one
  /// cut; at most six bytes for each, and three. Bytes that are not UTF-8 become U+FFFD.
  @inline(never)
  mutating func put(printable text: Text) {
    let bytes = text.bytes
    var index = 0
    while index < min(bytes.count, ByteWriter.shownByteCount) {
      let scalar = decodeScalar(bytes, at: index)
      if scalar.value == DecodedScalar.invalid {
        put("\u{FFFD}")
      } else if isInvisible(scalar.value) {
        put(escaped: scalar.value)
      } else {
        for offset in 0..<scalar.byteCount { put(bytes[index + offset]) }
      }
      index += scalar.byteCount
    }
    if bytes.count > ByteWriter.shownByteCount { put("…") }
  }

  private mutating func put(escaped scalar: UInt32) {
    switch scalar {
    case 0x0A: put("\\n")
    case 0x0D: put("\\r")
    case 0x09: put("\\t")
    default:
      put("\\u{")
      var shift: UInt32 = 20
      while shift > 0, scalar >> shift == 0 { shift -= 4 }
      while true {
        let digit = UInt8(truncatingIfNeeded: scalar >> shift & 15)
        put(digit < 10 ? 0x30 + digit : 0x57 + digit)
        if shift == 0 { break }
        shift -= 4
      }
      put(0x7D)
    }
  }

  mutating func put(quoted text: Text) {
    put(0x22)
    put(printable: text)
    put(0x22)
  }
}
