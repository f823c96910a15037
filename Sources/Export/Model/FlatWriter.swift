/// Lays a `FlatValue` tree out front to back: a table, then its children in field order.
///
/// FlatBuffers leaves the order of objects, vtable sharing and default fields open; here each has
/// one answer, so that a tree has exactly one file.
struct FlatWriter {
  private(set) var bytes: [UInt8] = []

  /// The file of `root`, a table: offset, identifier, objects, zeros to a multiple of 16.
  static func file(root: FlatValue, identifier: StaticString) -> [UInt8] {
    precondition(identifier.utf8CodeUnitCount == 4, "an identifier has four bytes")
    var writer = FlatWriter()
    writer.append(UInt32(0))
    for index in 0..<4 { writer.bytes.append(identifier.utf8Start[index]) }
    writer.patch(offsetAt: 0, target: writer.object(root))
    writer.pad(to: 16)
    return writer.bytes
  }

  /// Writes `value` and what hangs below it; returns where an offset to it must point.
  private mutating func object(_ value: FlatValue) -> Int {
    switch value {
    case .table(let fields): return table(fields)
    case .tables(let elements): return tables(elements)
    case .string(let text):
      let position = vector(Array(text.utf8))
      bytes.append(0)
      return position
    case .uint16s(let elements): return vector(elements)
    case .uint32s(let elements): return vector(elements)
    case .int32s(let elements): return vector(elements)
    case .alignedInt8s(let elements): return vector(elements, alignment: 16)
    case .uint8, .uint16, .uint32, .int32, .float:
      preconditionFailure("a number lies inside its table")
    }
  }

  private mutating func table(_ fields: [FlatValue]) -> Int {
    var offsets: [Int] = []
    var end = 4
    for field in fields {
      let size = field.inlineByteCount
      let offset = (end + size - 1) / size * size
      offsets.append(offset)
      end = offset + size
    }
    let tableByteCount = (end + 3) / 4 * 4

    pad(to: 4)
    let vtable = bytes.count
    append(UInt16(4 + 2 * fields.count))
    append(UInt16(tableByteCount))
    for offset in offsets { append(UInt16(offset)) }

    pad(to: 4)
    let start = bytes.count
    append(Int32(start - vtable))
    for (field, offset) in zip(fields, offsets) {
      pad(until: start + offset)
      appendInline(field)
    }
    pad(until: start + tableByteCount)

    for (field, offset) in zip(fields, offsets) where field.isChild {
      patch(offsetAt: start + offset, target: object(field))
    }
    return start
  }

  private mutating func tables(_ elements: [FlatValue]) -> Int {
    let position = vector([UInt32](repeating: 0, count: elements.count))
    for (index, element) in elements.enumerated() {
      patch(offsetAt: position + 4 + 4 * index, target: object(element))
    }
    return position
  }

  private mutating func vector<Element: FixedWidthInteger>(
    _ elements: [Element], alignment: Int = 4
  ) -> Int {
    pad(to: 4)
    while (bytes.count + 4) % alignment != 0 { bytes.append(0) }
    let position = bytes.count
    append(UInt32(elements.count))
    for element in elements { append(element) }
    return position
  }

  private mutating func appendInline(_ field: FlatValue) {
    switch field {
    case .uint8(let number): append(number)
    case .uint16(let number): append(number)
    case .uint32(let number): append(number)
    case .int32(let number): append(number)
    case .float(let number): append(number.bitPattern)
    default: append(UInt32(0))  // patched once the child is written
    }
  }

  private mutating func append<Number: FixedWidthInteger>(_ number: Number) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  private mutating func pad(to alignment: Int) {
    while bytes.count % alignment != 0 { bytes.append(0) }
  }

  private mutating func pad(until position: Int) {
    while bytes.count < position { bytes.append(0) }
  }

  private mutating func patch(offsetAt position: Int, target: Int) {
    bytes.store(UInt32(target - position), at: position)
  }
}

extension FlatValue {
  /// Whether the value lies outside its table, behind an offset.
  var isChild: Bool {
    switch self {
    case .uint8, .uint16, .uint32, .int32, .float: false
    default: true
    }
  }
}

extension [UInt8] {
  /// Overwrites four bytes at `position`, little-endian.
  mutating func store(_ number: UInt32, at position: Int) {
    for index in 0..<4 { self[position + index] = UInt8(truncatingIfNeeded: number >> (8 * index)) }
  }
}
