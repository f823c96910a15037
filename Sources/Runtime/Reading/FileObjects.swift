// Tables, vectors and strings of a FlatBuffers file, each in the one place that docs/FORMAT.md allows.

extension FileCursor {
  /// Reads a table with its vtable, which must be the one that the schema implies; `field` is the
  /// place that leads to it, nil when that was checked before.
  @inline(__always)
  mutating func table<Field: TableField>(
    _: Field.Type, from field: Int?, of section: ModelSection
  ) throws(Refusal) -> FileTable<Field> {
    let layout = TableLayout(Field.self)
    return FileTable(start: try table(layout, from: field, of: section), layout: layout)
  }

  /// The same, by the layout alone; returns where the table starts.
  @inline(never)
  private mutating func table(
    _ layout: TableLayout, from field: Int?, of section: ModelSection
  ) throws(Refusal) -> Int {
    try align(to: 4, of: section)
    let vtable = try take(layout.vtableByteCount, of: section)
    let byteCount = layout.byteCount
    try expectPlace(uint16(at: vtable), layout.vtableByteCount, at: vtable, of: section)
    try expectPlace(uint16(at: vtable + 2), byteCount, at: vtable + 2, of: section)
    for index in 0..<layout.fieldCount {
      let position = vtable + 4 + 2 * index
      try expectPlace(uint16(at: position), layout.offset(index), at: position, of: section)
    }
    try align(to: 4, of: section)
    let start = try take(byteCount, of: section)
    try expectPlace(int32(at: start), start - vtable, at: start, of: section)
    if let field { try expectTarget(start, from: field, of: section) }
    try expectZeroGaps(start, layout, of: section)
    return start
  }

  /// Reads a vector of `width`-byte elements whose first lies at a multiple of `alignment`.
  mutating func vector(
    _ width: Int, alignment: Int = 4, from field: Int, of section: ModelSection
  ) throws(Refusal) -> FileRange {
    try align(to: alignment, lead: 4, of: section)
    let start = try take(4, of: section)
    try expectTarget(start, from: field, of: section)
    // Clamped where `Int` has 32 bits; no file is so large.
    let count = Int(clamping: uint32(at: start))
    guard count <= (bytes.count - offset) / width else {
      throw refuse(
        .truncated(
          section: section, offset: start, need: count, have: (bytes.count - offset) / width))
    }
    return FileRange(
      offset: try take(count * width, of: section), count: count, width: width)
  }

  /// Reads a string and its terminating NUL; the bytes are checked to be UTF-8 without NUL.
  mutating func string(
    from field: Int, of section: ModelSection
  ) throws(Refusal) -> UnsafeBufferPointer<UInt8> {
    let range = try vector(1, from: field, of: section).range
    let end = try take(1, of: section)
    try expectPlace(uint8(at: end), 0, at: end, of: section)
    let text = UnsafeBufferPointer(rebasing: bytes.bindMemory(to: UInt8.self)[range])
    guard isValidUTF8(text) else {
      throw refuse(.invalidUTF8(section: section, offset: range.lowerBound))
    }
    for position in range where bytes[position] == 0 {
      throw refuse(.inconsistent(section: section, offset: position, expected: 1, found: 0))
    }
    return text
  }

  /// Reads names joined by line feeds; none may be empty or wider than `width` bytes.
  mutating func names(
    from field: Int, _ counts: ClosedRange<Int>, width: Int, of section: ModelSection
  ) throws(Refusal) -> NameList {
    let text = try string(from: field, of: section)
    // The string's NUL lies between it and the cursor.
    let textStart = offset - 1 - text.count
    var count = 0
    var start = 0
    if text.count > 0 {
      for position in 0...text.count {
        guard position == text.count || text[position] == lineFeed else { continue }
        try check(position - start, 1...width, at: textStart + start, of: section)
        start = position + 1
        count += 1
      }
    }
    try check(count, counts, at: textStart, of: section)
    return NameList(count: count, text)
  }

  /// Reads a vector of 32-bit integers.
  mutating func int32s(
    from field: Int, of section: ModelSection
  ) throws(Refusal) -> Int32Vector {
    let range = try vector(4, from: field, of: section)
    return Int32Vector(count: range.count, start: bytes.baseAddress! + range.offset)
  }

  /// Checks that the offset stored at `field` leads to `target`.
  private mutating func expectTarget(
    _ target: Int, from field: Int, of section: ModelSection
  ) throws(Refusal) {
    try expectPlace(Int(clamping: uint32(at: field)), target - field, at: field, of: section)
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
    _ start: Int, _ layout: TableLayout, of section: ModelSection
  ) throws(Refusal) {
    var end = start + 4
    for index in 0...layout.fieldCount {
      let isField = index < layout.fieldCount
      let next = start + (isField ? layout.offset(index) : layout.byteCount)
      for position in end..<next where bytes[position] != 0 {
        throw refuse(.nonzeroPadding(section: section, offset: position))
      }
      if isField { end = next + layout.fieldByteCount(index) }
    }
  }
}

/// Equally wide elements in the file.
struct FileRange {
  let offset: Int
  let count: Int
  /// Bytes of one element.
  let width: Int

  /// Where the vector's count lies, for messages.
  var countOffset: Int { offset - 4 }
  /// Its bytes.
  var range: Range<Int> { offset..<offset + count * width }
  /// Where element `index` lies.
  subscript(_ index: Int) -> Int { offset + width * index }
}
