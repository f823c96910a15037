import KDRuntime

/// Lays a `FlatValue` tree out front to back: a table, then its children in field order.
///
/// FlatBuffers leaves the order of objects, vtable sharing and default fields open; here each has
/// one answer, so that a tree has exactly one file.
struct FlatWriter {
  private(set) var bytes: [UInt8] = []

  /// A writer behind offset, identifier and objects of `root`, a table; the end of the file is to come.
  init(root: FlatValue, identifier: StaticString) {
    precondition(identifier.utf8CodeUnitCount == 4, "an identifier has four bytes")
    append(UInt32(0))
    for index in 0..<4 { bytes.append(identifier.utf8Start[index]) }
    patch(offsetAt: 0, target: object(root))
  }

  /// A writer behind `bytes`.
  init(after bytes: [UInt8]) { self.bytes = bytes }

  /// Ends the file: zeros to a multiple of 16.
  mutating func end() { pad(to: 16) }

  /// Writes `value` and what hangs below it; returns where an offset to it must point.
  @discardableResult
  mutating func object(_ value: FlatValue) -> Int {
    switch value {
    case .table(let layout, let fields): return table(layout, fields)
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

  private mutating func table(_ layout: TableLayout, _ fields: [FlatValue]) -> Int {
    pad(to: 4)
    let vtable = bytes.count
    append(UInt16(layout.vtableByteCount))
    append(UInt16(layout.byteCount))
    for index in fields.indices { append(UInt16(layout.offset(index))) }

    pad(to: 4)
    let start = bytes.count
    append(Int32(start - vtable))
    for (index, field) in fields.enumerated() {
      pad(until: start + layout.offset(index))
      appendInline(field)
    }
    pad(until: start + layout.byteCount)

    for (index, field) in fields.enumerated() where field.isChild {
      patch(offsetAt: start + layout.offset(index), target: object(field))
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
