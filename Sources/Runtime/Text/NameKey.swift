/// What finds a name in a `NameTable`: its first eight bytes, a hash of all, and their number.
struct NameKey {
  private(set) var head: UInt64 = 0
  private var hash: UInt64 = 0
  private(set) var byteCount = 0

  init() {}

  /// The key of `name`.
  init(_ name: UnsafeBufferPointer<UInt8>) {
    var start = 0
    while start < name.count {
      add(packedBytes(name, start), min(8, name.count &- start))
      start &+= 8
    }
  }

  /// Adds the next eight bytes; of the last ones `count`, and zeros.
  @inline(__always)
  mutating func add(_ bytes: UInt64, _ count: Int) {
    if byteCount == 0 { head = bytes }
    byteCount &+= count
    // 2^64 over the golden ratio (Knuth, The Art of Computer Programming 3, 6.4): every byte
    // reaches the highest bits.
    hash = (hash ^ bytes) &* 0x9E37_79B9_7F4A_7C15
  }

  /// Where a search begins in a table of 2^`bits` places.
  @inline(__always)
  func place(bits: Int) -> Int {
    Int(truncatingIfNeeded: hash &>> UInt64(truncatingIfNeeded: 64 &- bits))
  }
}
