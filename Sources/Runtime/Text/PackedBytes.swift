// Eight bytes of text at a time as one integer, the first byte lowest.

/// The eight bytes from `start`; zero beyond the text's end.
@inline(__always)
func packedBytes(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> UInt64 {
  let left = text.count &- start
  let memory = UnsafeRawBufferPointer(text)
  if left >= 8 { return littleEndian(memory, start) }
  if left <= 0 { return 0 }
  if text.count >= 8 {
    return littleEndian(memory, text.count &- 8) &>> UInt64(truncatingIfNeeded: 64 &- 8 &* left)
  }
  var value: UInt64 = 0
  for index in 0..<left { value |= UInt64(text[start &+ index]) &<< UInt64(8 &* index) }
  return value
}

@inline(__always)
private func littleEndian(_ memory: UnsafeRawBufferPointer, _ start: Int) -> UInt64 {
  UInt64(littleEndian: memory.loadUnaligned(fromByteOffset: start, as: UInt64.self))
}

/// Ones in the first `count` bytes.
@inline(__always)
func maskOfFirst(_ count: Int) -> UInt64 {
  count >= 8 ? .max : (1 &<< UInt64(truncatingIfNeeded: 8 &* count)) &- 1
}

/// Classes of eight bytes at once (SIMD within a register): bit 7 of a byte answers for it.
struct PackedASCII {
  let bytes: UInt64
  private let letters: UInt64
  private let digits: UInt64

  @inline(__always)
  init(_ bytes: UInt64) {
    self.bytes = bytes
    let ascii = bytes & each(0x7F)
    let folded = ascii | each(0x20)
    // A sum reaches bit 7 from the first byte of a range on, and from the one behind it.
    letters = (folded &+ each(0x80 - 0x61)) & ~(folded &+ each(0x80 - 0x7B)) & ~bytes & each(0x80)
    digits = (ascii &+ each(0x80 - 0x30)) & ~(ascii &+ each(0x80 - 0x3A)) & ~bytes & each(0x80)
  }

  /// How many bytes from the first on are ASCII letters or digits.
  @inline(__always)
  var wordByteCount: Int { (~(letters | digits) & each(0x80)).trailingZeroBitCount / 8 }

  /// The bytes with their ASCII letters in lower case.
  @inline(__always)
  var lowercase: UInt64 { bytes | (letters &>> 2) }
}

@inline(__always)
private func each(_ byte: UInt64) -> UInt64 { byte &* 0x0101_0101_0101_0101 }
