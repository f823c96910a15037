/// The bytes of a word that is being read: the first of them in the caller's buffer, and the key of all.
struct WordBytes {
  /// The key of the bytes up to the last `finish`.
  private(set) var key = NameKey()
  /// Bytes that are not yet in the key.
  private var late: UInt64 = 0
  private var lateCount = 0

  init() {}

  /// A word whose key is known.
  @inline(__always)
  init(_ key: NameKey) { self.key = key }

  var count: Int { key.byteCount &+ lateCount }

  /// Appends `scalar` in UTF-8.
  mutating func append(_ scalar: UInt32, to word: UnsafeMutableBufferPointer<UInt8>) {
    // Continuation bytes, and the bits that they hold.
    let count: UInt32 = scalar < 0x80 ? 0 : scalar < 0x800 ? 1 : scalar < 0x10000 ? 2 : 3
    var shift = 6 &* count
    var byte = scalar &>> shift | (count == 0 ? 0 : 0xFF00 &>> (count &+ 1)) & 0xFF
    while true {
      append(byte: UInt8(truncatingIfNeeded: byte), to: word)
      if shift == 0 { return }
      shift &-= 6
      byte = 0x80 | (scalar &>> shift) & 63
    }
  }

  #if KDRUN_TINY
    @inline(never)
  #endif
  mutating func append(byte: UInt8, to word: UnsafeMutableBufferPointer<UInt8>) {
    if count < word.count { word[count] = byte }
    late |= UInt64(byte) &<< UInt64(8 &* lateCount)
    lateCount &+= 1
    if lateCount == 8 { finish() }
  }

  /// Takes what is left into the key.
  mutating func finish() {
    if lateCount > 0 { key.add(late, lateCount) }
    late = 0
    lateCount = 0
  }
}
