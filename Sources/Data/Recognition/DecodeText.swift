/// `bytes` without their first `skipped` as UTF-8.
///
/// UTF-8 stays as it is, faults and all: `checkText` finds them with their line.
/// - Throws: `badData`, with the offset, for half a surrogate pair, half a character at the end, and
///   a byte that Windows-1252 leaves open.
/// - Complexity: O(bytes).
package func decodeText(
  _ bytes: [UInt8], skipping skipped: Int, _ encoding: TextEncoding, _ path: String
) throws(DataError) -> [UInt8] {
  switch encoding {
  case .utf8: return skipped == 0 ? bytes : Array(bytes[skipped...])
  case .windows1252: return try decodeWindows1252(bytes[skipped...], path)
  case .utf16LittleEndian, .utf16BigEndian:
    return try decodeUTF16(bytes[skipped...], isBigEndian: encoding == .utf16BigEndian, path)
  }
}

private func decodeUTF16(
  _ bytes: ArraySlice<UInt8>, isBigEndian: Bool, _ path: String
) throws(DataError) -> [UInt8] {
  var text: [UInt8] = []
  text.reserveCapacity(bytes.count)
  var position = bytes.startIndex
  func unit(_ place: Int) -> UInt32? {
    guard place + 1 < bytes.endIndex else { return nil }
    let (first, second) = (UInt32(bytes[place]), UInt32(bytes[place + 1]))
    return isBigEndian ? first << 8 | second : second << 8 | first
  }
  while position < bytes.endIndex {
    guard var scalar = unit(position) else {
      throw .bad(path, nil, "half a UTF-16 character at byte \(position), at the file's end")
    }
    let start = position
    position += 2
    if scalar & 0xFC00 == 0xD800, let low = unit(position), low & 0xFC00 == 0xDC00 {
      scalar = 0x10000 + ((scalar & 0x3FF) << 10 | low & 0x3FF)
      position += 2
    }
    if scalar & 0xF800 == 0xD800 && scalar < 0x10000 {
      throw .bad(path, nil, "invalid UTF-16 at byte \(start): half a surrogate pair")
    }
    appendUTF8(scalar, to: &text)
  }
  return text
}

private func decodeWindows1252(
  _ bytes: ArraySlice<UInt8>, _ path: String
) throws(DataError) -> [UInt8] {
  var text: [UInt8] = []
  text.reserveCapacity(bytes.count + bytes.count / 8)
  for (offset, byte) in zip(bytes.indices, bytes) {
    var scalar = UInt32(byte)
    if byte & 0xE0 == 0x80 {
      scalar = windows1252[Int(byte & 0x1F)]
      if scalar == 0 {
        throw .bad(path, nil, "byte \(offset) is no character of Windows-1252", got: "\(byte)")
      }
    }
    appendUTF8(scalar, to: &text)
  }
  return text
}

/// What 0x80 … 0x9F stand for (the WHATWG's index-windows-1252); 0 for five that stand for none.
private let windows1252: [UInt32] = [
  0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
  0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
  0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
  0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
]

/// - Parameter scalar: no half of a surrogate pair.
private func appendUTF8(_ scalar: UInt32, to text: inout [UInt8]) {
  text.append(contentsOf: Unicode.Scalar(scalar)!.utf8)
}
