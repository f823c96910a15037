/// The little-endian numbers of gzip and zip. The caller has checked that the bytes are there.
extension [UInt8] {
  /// Two bytes at `offset`.
  func number16(at offset: Int) -> Int { Int(self[offset]) | Int(self[offset + 1]) << 8 }

  /// Four bytes at `offset`.
  func number32(at offset: Int) -> UInt32 {
    UInt32(number16(at: offset)) | UInt32(number16(at: offset + 2)) << 16
  }

  /// Whether `word`, which is ASCII, stands at `offset`.
  func holds(_ word: StaticString, at offset: Int) -> Bool {
    guard offset >= 0, word.utf8CodeUnitCount <= count - offset else { return false }
    for index in 0..<word.utf8CodeUnitCount where self[offset + index] != word.utf8Start[index] {
      return false
    }
    return true
  }
}
