import KDRuntime

/// Appends text to memory that the caller made large enough. No allocation, no locale.
package struct ByteWriter {
  private let base: UnsafeMutablePointer<UInt8>
  package private(set) var count = 0

  /// Writes from `base` on; the caller answers for its size.
  package init(_ base: UnsafeMutablePointer<UInt8>) { self.base = base }

  package mutating func put(_ byte: UInt8) {
    base[count] = byte
    count &+= 1
  }

  package mutating func put(_ bytes: UnsafeBufferPointer<UInt8>) {
    for index in 0..<bytes.count { base[count &+ index] = bytes[index] }
    count &+= bytes.count
  }

  #if KDRUN_TINY
    @inline(never)  // Half the size of a program that mostly says something.
  #endif
  package mutating func put(_ text: StaticString) {
    put(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Bytes behind the last one written that `put(phrase:)` may touch, on both sides.
  package static let slack = 16

  /// The same for bytes with `slack` behind them, which are copied 16 at a time.
  package mutating func put(phrase bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress else { return }
    let (from, to) = (UnsafeRawPointer(source), UnsafeMutableRawPointer(base + count))
    for offset in stride(from: 0, to: bytes.count, by: 16) {
      let part = from.loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self)
      to.storeBytes(of: part, toByteOffset: offset, as: SIMD16<UInt8>.self)
    }
    count &+= bytes.count
  }

  /// A whole number.
  package mutating func put<Integer: FixedWidthInteger>(integer value: Integer) {
    if value < 0 { put(0x2D) }
    var rest = value.magnitude
    var length = 1
    var left = rest / 10
    while left > 0 {
      length &+= 1
      left /= 10
    }
    count &+= length
    for position in 1...length {
      base[count &- position] = 0x30 &+ UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
  }

  /// Eight hexadecimal digits.
  package mutating func put(hexadecimal value: UInt32) {
    for shift in stride(from: UInt32(28), through: 0, by: -4) { put(hexDigit: value &>> shift) }
  }

  private mutating func put(hexDigit value: UInt32) {
    let digit = UInt8(truncatingIfNeeded: value & 15)
    put(digit < 10 ? 0x30 + digit : 0x57 + digit)
  }

  /// `millionths` / 1,000,000 with six decimals: 861024 gives `0.861024`.
  package mutating func put(millionths: UInt32) {
    let rest = millionths % 1_000_000
    put(integer: Int(millionths / 1_000_000))
    put(0x2E)
    putPair(rest / 10_000)
    putPair(rest / 100 % 100)
    putPair(rest % 100)
  }

  /// Two digits of a number below 100.
  private mutating func putPair(_ value: UInt32) {
    // 103 / 1024 is near enough to 1 / 10 below 179.
    let tens = (value &* 103) &>> 10
    put(0x30 &+ UInt8(truncatingIfNeeded: tens))
    put(0x30 &+ UInt8(truncatingIfNeeded: value &- 10 &* tens))
  }

  /// `millionths` as percent with one decimal, rounded half up: 861024 gives `86.1 %`.
  package mutating func put(percentOf millionths: UInt32) {
    let thousandths = (millionths &+ 500) / 1000
    put(integer: Int(thousandths / 10))
    put(0x2E)
    put(0x30 &+ UInt8(truncatingIfNeeded: thousandths % 10))
    put(" %")
  }

  /// `text` as the inside of a JSON string; bytes that are not UTF-8 become U+FFFD.
  ///
  /// At most six bytes for each of the text's.
  package mutating func put(json text: UnsafeBufferPointer<UInt8>) {
    var index = 0
    while index < text.count {
      if putPlainWord(text, index) {
        index &+= 8
        continue
      }
      let byte = text[index]
      if byte >= 0x80 {
        let length = wellFormedByteCount(text, at: index)
        if length == 0 { put("\u{FFFD}") }
        for offset in 0..<length { put(text[index &+ offset]) }
        index &+= max(length, 1)
        continue
      }
      switch byte {
      case 0x22: put("\\\"")
      case 0x5C: put("\\\\")
      case 0x0A: put("\\n")
      case 0x0D: put("\\r")
      case 0x09: put("\\t")
      case 0x00..<0x20, 0x7F: put(unicodeEscape: byte)
      default: put(byte)
      }
      index &+= 1
    }
  }

  /// Eight bytes at once when all stand for themselves in a JSON string.
  private mutating func putPlainWord(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    guard text.count &- index >= 8 else { return false }
    let ones: UInt64 = 0x0101_0101_0101_0101
    let word = UnsafeRawPointer(text.baseAddress!).loadUnaligned(
      fromByteOffset: index, as: UInt64.self)
    // Subtracting one sets the high bit of a zero byte. Other bytes may be taken for special.
    let special =
      word | (word &- ones &* 0x20) | ((word ^ (ones &* 0x22)) &- ones)
      | ((word ^ (ones &* 0x5C)) &- ones) | ((word ^ (ones &* 0x7F)) &- ones)
    if special & (ones &* 0x80) != 0 { return false }
    UnsafeMutableRawPointer(base + count).storeBytes(of: word, as: UInt64.self)
    count &+= 8
    return true
  }

  /// `text` as a CSV field (RFC 4180), quoted where needed, an apostrophe in front of what a spreadsheet
  /// would run; at most twice its bytes and three.
  package mutating func put(csv text: UnsafeBufferPointer<UInt8>) {
    let isPlain = text.allSatisfy { $0 != 0x22 && $0 != 0x2C && $0 != 0x0A && $0 != 0x0D }
    let isRun = mayBeRun(text)
    if isPlain {
      if isRun { put(UInt8(ascii: "'")) }
      return put(text)
    }
    put(0x22)
    if isRun { put(UInt8(ascii: "'")) }
    for byte in text {
      if byte == 0x22 { put(byte) }
      put(byte)
    }
    put(0x22)
  }

  /// `text` on one line: a control character becomes a blank.
  package mutating func put(line text: UnsafeBufferPointer<UInt8>) {
    for byte in text { put(byte < 0x20 || byte == 0x7F ? 0x20 : byte) }
  }

  private mutating func put(unicodeEscape byte: UInt8) {
    put("\\u00")
    put(hexDigit: UInt32(byte >> 4))
    put(hexDigit: UInt32(byte))
  }
}
