/// A position in untrusted bytes, moving only forward. No other code reads the file's structure.
///
/// The format allows each object exactly one place, right behind the one before it, so a reader
/// that meets its expectations has by construction seen no overlap, hole or stray byte.
package struct FileCursor {
  let bytes: UnsafeRawBufferPointer
  /// The first byte that no object has claimed.
  private(set) var offset: Int
  /// Why the file is refused, once it is.
  private(set) var fault: ModelError?

  init(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
    self.bytes = bytes
    self.offset = offset
  }

  /// Remembers why the file is refused; throw what it returns.
  @inline(never)
  mutating func refuse(_ fault: ModelError) -> Refusal {
    self.fault = fault
    return Refusal()
  }

  /// Takes the next `count` bytes and returns where they start.
  ///
  /// Compares by subtraction: `offset + count` could overflow.
  @inline(never)
  mutating func take(_ count: Int, of section: ModelSection) throws(Refusal) -> Int {
    guard count >= 0, count <= bytes.count - offset else {
      throw refuse(
        .truncated(section: section, offset: offset, need: count, have: bytes.count - offset))
    }
    defer { offset += count }
    return offset
  }

  /// Skips zero bytes until the position plus `lead` is a multiple of `alignment`.
  mutating func align(
    to alignment: Int, lead: Int = 0, of section: ModelSection
  ) throws(Refusal) {
    while (offset + lead) % alignment != 0 {
      let position = try take(1, of: section)
      if bytes[position] != 0 {
        throw refuse(.nonzeroPadding(section: section, offset: position))
      }
    }
  }

  func uint8(at offset: Int) -> Int { Int(bytes[offset]) }
  func uint16(at offset: Int) -> Int {
    Int(UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt16.self)))
  }
  func int32(at offset: Int) -> Int {
    Int(Int32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Int32.self)))
  }
  func uint32(at offset: Int) -> UInt32 {
    UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }
}

/// Thrown for a file that is refused; why, the cursor remembers. Empty, because what is thrown is
/// handed on at every call.
package struct Refusal: Error {}

extension FileCursor {
  /// A number inside `range`.
  @inline(never)
  mutating func check(
    _ found: Int, _ range: ClosedRange<Int>, at offset: Int, of section: ModelSection
  ) throws(Refusal) {
    guard range.contains(found) else {
      throw refuse(
        .outOfRange(
          section: section, offset: offset, found: found, least: range.lowerBound,
          most: range.upperBound))
    }
  }

  /// A number that another part of the file implies.
  @inline(never)
  mutating func expect(
    _ found: Int, _ expected: Int, at offset: Int, of section: ModelSection
  ) throws(Refusal) {
    guard found == expected else {
      throw refuse(
        .inconsistent(section: section, offset: offset, expected: expected, found: found))
    }
  }
}
