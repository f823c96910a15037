/// A position in untrusted bytes, moving only forward. No other code reads the file's structure.
///
/// The format allows each object exactly one place, right behind the one before it, so a reader
/// that meets its expectations has by construction seen no overlap, hole or stray byte.
struct FileCursor {
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
  /// Clamped where `Int` has 32 bits; beyond them lies no legal value that is computed with.
  func uint32(at offset: Int) -> Int { Int(clamping: word(at: offset)) }
  /// Four bytes as they are.
  func word(at offset: Int) -> UInt32 {
    UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }
}

/// Thrown for a file that is refused; why, the cursor remembers. Empty, because what is thrown is
/// handed on at every call.
struct Refusal: Error {}

/// The fields of one table: where it starts and the width of each field in bytes.
struct Fields {
  /// Position of the table's own offset to its vtable.
  let start: Int
  /// One hexadecimal digit a field: its width, which is also its alignment.
  let widths: UInt64

  /// Position of field `index`.
  func position(_ index: Int) -> Int { start &+ Fields.layout(widths, upTo: index) }

  static func count(_ widths: UInt64) -> Int { (67 - widths.leadingZeroBitCount) / 4 }

  /// The width of field `index`.
  static func width(_ widths: UInt64, _ index: Int) -> Int {
    let shift = 4 &* (count(widths) &- 1 &- index)
    return Int(truncatingIfNeeded: (widths &>> UInt64(truncatingIfNeeded: shift)) & 15)
  }

  /// Bytes before field `upTo` (aligned), or of the whole table when there is no such field.
  static func layout(_ widths: UInt64, upTo index: Int) -> Int {
    var end = 4
    let fieldCount = count(widths)
    for field in 0...fieldCount {
      let isField = field < fieldCount
      let width = isField ? width(widths, field) : 4
      end = (end &+ width &- 1) & (0 &- width)
      if field == index { break }
      if isField { end &+= width }
    }
    return end
  }
}

/// A run of equally wide elements in the file.
struct FileRange {
  let offset: Int
  let count: Int
}

extension FileCursor {
  /// Reads a table with its vtable, which must be the one that `widths` implies; `field` is the
  /// place that leads to it.
  mutating func table(
    _ widths: UInt64, from field: Int?, of section: ModelSection
  ) throws(Refusal) -> Fields {
    let fieldCount = Fields.count(widths)
    try align(to: 4, of: section)
    let vtable = try take(4 + 2 * fieldCount, of: section)
    let byteCount = Fields.layout(widths, upTo: fieldCount)
    try expectPlace(uint16(at: vtable), 4 + 2 * fieldCount, at: vtable, of: section)
    try expectPlace(uint16(at: vtable + 2), byteCount, at: vtable + 2, of: section)
    for index in 0..<fieldCount {
      let position = vtable + 4 + 2 * index
      try expectPlace(
        uint16(at: position), Fields.layout(widths, upTo: index), at: position, of: section)
    }
    try align(to: 4, of: section)
    let start = try take(byteCount, of: section)
    try expectPlace(int32(at: start), start - vtable, at: start, of: section)
    if let field { try expectTarget(start, from: field, of: section) }
    try expectZeroGaps(Fields(start: start, widths: widths), byteCount, of: section)
    return Fields(start: start, widths: widths)
  }

  /// Reads a vector of `width`-byte elements whose first lies at a multiple of `alignment`.
  mutating func vector(
    _ width: Int, alignment: Int = 4, from field: Int, of section: ModelSection
  ) throws(Refusal) -> FileRange {
    try align(to: alignment, lead: 4, of: section)
    let start = try take(4, of: section)
    try expectTarget(start, from: field, of: section)
    let count = uint32(at: start)
    guard count <= (bytes.count - offset) / width else {
      throw refuse(
        .truncated(
          section: section, offset: start, need: count, have: (bytes.count - offset) / width))
    }
    return FileRange(offset: try take(count * width, of: section), count: count)
  }

  /// Reads a string and its terminating NUL; the bytes are checked to be UTF-8 without NUL.
  mutating func string(
    from field: Int, of section: ModelSection
  ) throws(Refusal) -> FileRange {
    let run = try vector(1, from: field, of: section)
    let end = try take(1, of: section)
    try expectPlace(uint8(at: end), 0, at: end, of: section)
    let text = UnsafeBufferPointer(rebasing: bytes.bindMemory(to: UInt8.self)[run.range])
    guard isValidUTF8(text) else {
      throw refuse(.invalidUTF8(section: section, offset: run.offset))
    }
    for position in run.range where bytes[position] == 0 {
      throw refuse(.inconsistent(section: section, offset: position, expected: 1, found: 0))
    }
    return run
  }

  /// Checks that the offset stored at `field` leads to `target`.
  private mutating func expectTarget(
    _ target: Int, from field: Int, of section: ModelSection
  ) throws(Refusal) {
    try expectPlace(uint32(at: field), target - field, at: field, of: section)
  }

  @inline(never)
  private mutating func expectPlace(
    _ found: Int, _ expected: Int, at offset: Int, of section: ModelSection
  ) throws(Refusal) {
    guard found == expected else {
      throw refuse(
        .misplaced(section: section, offset: offset, expected: expected, found: found))
    }
  }

  /// Bytes of a table that belong to no field are zero.
  private mutating func expectZeroGaps(
    _ fields: Fields, _ byteCount: Int, of section: ModelSection
  ) throws(Refusal) {
    var end = fields.start + 4
    let count = Fields.count(fields.widths)
    for index in 0...count {
      let isField = index < count
      let next = isField ? fields.position(index) : fields.start + byteCount
      for position in end..<next where bytes[position] != 0 {
        throw refuse(.nonzeroPadding(section: section, offset: position))
      }
      if isField { end = next + Fields.width(fields.widths, index) }
    }
  }
}

extension FileRange {
  var range: Range<Int> { offset..<offset + count }
}
