import KDRuntime

/// A byte that no data file may hold, and where it is.
package struct TextFault: Equatable {
  package enum Kind { case nul, invalidUTF8 }
  package var kind: Kind
  /// Offset from the start of the file.
  package var byte: Int
  /// Line of that byte, from 1.
  package var line: Int
}

/// The first NUL or ill-formed UTF-8 sequence in `text`.
///
/// Data files are refused for either: a response that was read wrongly would train a student on
/// something no student wrote.
/// - Complexity: O(bytes); plain ASCII is read eight bytes at a time.
package func firstTextFault(_ text: UnsafeBufferPointer<UInt8>) -> TextFault? {
  var position = 0
  while position < text.count {
    position = endOfPlainASCII(text, from: position)
    guard position < text.count else { return nil }
    let length = wellFormedByteCount(text, at: position)
    if length > 0 && text[position] != 0 {
      position += length
      continue
    }
    let kind: TextFault.Kind = text[position] == 0 ? .nul : .invalidUTF8
    let line = 1 + text[..<position].count { $0 == 0x0A }
    return TextFault(kind: kind, byte: position, line: line)
  }
  return nil
}

/// Refuses the bytes of a data file that hold a NUL or are not UTF-8.
package func checkText(_ bytes: [UInt8], _ path: String) throws(DataError) {
  guard let fault = bytes.withUnsafeBufferPointer({ firstTextFault($0) }) else { return }
  let what = fault.kind == .nul ? "NUL byte" : "invalid UTF-8"
  throw .bad(path, fault.line, "\(what) at byte \(fault.byte)")
}

/// The first position from `start` on that is not inside a run of non-zero ASCII,
/// or one up to seven bytes before it.
private func endOfPlainASCII(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
  var position = start
  let high: UInt64 = 0x8080_8080_8080_8080
  let ones: UInt64 = 0x0101_0101_0101_0101
  while text.count - position >= 8 {
    let word = UnsafeRawBufferPointer(text).loadUnaligned(fromByteOffset: position, as: UInt64.self)
    // For ASCII bytes, subtracting one sets the high bit of zero bytes (and of bytes above one).
    if (word | (word &- ones)) & high != 0 { break }
    position += 8
  }
  return position
}
