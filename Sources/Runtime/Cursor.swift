/// A position in untrusted bytes, moving only forward. No other code reads the file's structure.
///
/// The format allows each object exactly one place, right behind the one before it, so a reader
/// that meets its expectations has by construction seen no overlap, hole or stray byte.
struct Cursor {
  let bytes: UnsafeRawBufferPointer
  /// The first byte that no object has claimed.
  private(set) var offset: Int

  init(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
    self.bytes = bytes
    self.offset = offset
  }

  /// Takes the next `count` bytes and returns where they start.
  ///
  /// Compares by subtraction: `offset + count` could overflow.
  @inline(never)
  mutating func take(_ count: Int, of section: StaticString) throws(ModelError) -> Int {
    guard count >= 0, count <= bytes.count - offset else {
      throw .truncated(section: section, offset: offset, need: count, have: bytes.count - offset)
    }
    defer { offset += count }
    return offset
  }

  /// Skips zero bytes until the position plus `lead` is a multiple of `alignment`.
  mutating func align(
    to alignment: Int, lead: Int = 0, of section: StaticString
  ) throws(ModelError) {
    while (offset + lead) % alignment != 0 {
      let position = try take(1, of: section)
      if bytes[position] != 0 { throw .nonzeroPadding(section: section, offset: position) }
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

/// The fields of one table: where it starts and the width of each field in bytes.
struct Fields {
  /// Position of the table's own offset to its vtable.
  let start: Int
  /// One digit a field: its width, which is also its alignment.
  let widths: StaticString

  /// Position of field `index`.
  func position(_ index: Int) -> Int { start + Fields.layout(widths, upTo: index) }

  /// Bytes before field `upTo` (aligned), or of the whole table when there is no such field.
  static func layout(_ widths: StaticString, upTo index: Int) -> Int {
    var end = 4
    for field in 0...widths.utf8CodeUnitCount {
      let width = field < widths.utf8CodeUnitCount ? Int(widths.utf8Start[field] - 0x30) : 4
      end = (end + width - 1) / width * width
      if field == index { break }
      if field < widths.utf8CodeUnitCount { end += width }
    }
    return end
  }
}

/// A run of equally wide elements in the file.
struct Run {
  let offset: Int
  let count: Int
}

extension Cursor {
  /// Reads a table with its vtable, which must be the one that `widths` implies; `field` is the
  /// place that leads to it.
  mutating func table(
    _ widths: StaticString, from field: Int?, of section: StaticString
  ) throws(ModelError) -> Fields {
    let fieldCount = widths.utf8CodeUnitCount
    try align(to: 4, of: section)
    let vtable = try take(4 + 2 * fieldCount, of: section)
    let byteCount = Fields.layout(widths, upTo: fieldCount)
    try expect(uint16(at: vtable), 4 + 2 * fieldCount, at: vtable, of: section)
    try expect(uint16(at: vtable + 2), byteCount, at: vtable + 2, of: section)
    for index in 0..<fieldCount {
      let position = vtable + 4 + 2 * index
      try expect(
        uint16(at: position), Fields.layout(widths, upTo: index), at: position, of: section)
    }
    try align(to: 4, of: section)
    let start = try take(byteCount, of: section)
    try expect(int32(at: start), start - vtable, at: start, of: section)
    if let field { try expectTarget(start, from: field, of: section) }
    try expectZeroGaps(Fields(start: start, widths: widths), byteCount, of: section)
    return Fields(start: start, widths: widths)
  }

  /// Reads a vector of `width`-byte elements whose first lies at a multiple of `alignment`.
  mutating func vector(
    _ width: Int, alignment: Int = 4, from field: Int, of section: StaticString
  ) throws(ModelError) -> Run {
    try align(to: alignment, lead: 4, of: section)
    let start = try take(4, of: section)
    try expectTarget(start, from: field, of: section)
    let count = uint32(at: start)
    guard count <= (bytes.count - offset) / width else {
      throw .truncated(
        section: section, offset: start, need: count, have: (bytes.count - offset) / width)
    }
    return Run(offset: try take(count * width, of: section), count: count)
  }

  /// Reads a string and its terminating NUL; the bytes are checked to be UTF-8 without NUL.
  mutating func string(
    from field: Int, of section: StaticString
  ) throws(ModelError) -> Run {
    let run = try vector(1, from: field, of: section)
    let end = try take(1, of: section)
    try expect(uint8(at: end), 0, at: end, of: section)
    let text = UnsafeBufferPointer(rebasing: bytes.bindMemory(to: UInt8.self)[run.range])
    guard isValidUTF8(text) else {
      throw .invalidUTF8(section: section, offset: run.offset)
    }
    for position in run.range where bytes[position] == 0 {
      throw .inconsistent(section: section, offset: position, expected: 1, found: 0)
    }
    return run
  }

  /// Checks that the offset stored at `field` leads to `target`.
  private func expectTarget(
    _ target: Int, from field: Int, of section: StaticString
  ) throws(ModelError) {
    try expect(uint32(at: field), target - field, at: field, of: section)
  }

  private func expect(
    _ found: Int, _ expected: Int, at offset: Int, of section: StaticString
  ) throws(ModelError) {
    guard found == expected else {
      throw .misplaced(section: section, offset: offset, expected: expected, found: found)
    }
  }

  /// Bytes of a table that belong to no field are zero.
  private func expectZeroGaps(
    _ fields: Fields, _ byteCount: Int, of section: StaticString
  ) throws(ModelError) {
    var end = fields.start + 4
    for index in 0...fields.widths.utf8CodeUnitCount {
      let isField = index < fields.widths.utf8CodeUnitCount
      let next = isField ? fields.position(index) : fields.start + byteCount
      for position in end..<next where bytes[position] != 0 {
        throw .nonzeroPadding(section: section, offset: position)
      }
      if isField { end = next + Int(fields.widths.utf8Start[index] - 0x30) }
    }
  }
}

extension Run {
  var range: Range<Int> { offset..<offset + count }
}
