import KDRuntime

/// One value of a FlatBuffers file, as a tree. docs/FORMAT.md gives the bytes of each kind.
///
/// A table holds every field of its schema, in order; the tree is therefore all that `FlatWriter`
/// needs to know.
indirect enum FlatValue {
  case uint8(UInt8)
  case uint16(UInt16)
  case uint32(UInt32)
  case int32(Int32)
  case float(Float)
  case string(String)
  case uint16s([UInt16])
  case uint32s([UInt32])
  case int32s([Int32])
  /// First element at a multiple of 16, so that a vector load of mapped weights is aligned.
  case alignedInt8s([Int8])
  case table(TableLayout, [FlatValue])
  case tables([FlatValue])

  /// A table of the schema; `value` gives each of its fields.
  static func table<Field: TableField & CaseIterable>(
    _: Field.Type, _ value: (Field) -> FlatValue
  ) -> FlatValue {
    var values: [FlatValue] = []
    for field in Field.allCases {
      values.append(value(field))
      precondition(
        values[values.count - 1].inlineByteCount == field.byteCount, "as the schema says")
    }
    return .table(TableLayout(Field.self), values)
  }

  /// Bytes inside a table; its alignment there too. Children take a 32-bit offset.
  var inlineByteCount: Int {
    switch self {
    case .uint8: 1
    case .uint16: 2
    default: 4
    }
  }
}
