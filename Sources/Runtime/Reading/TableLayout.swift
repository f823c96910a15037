/// The fields of a table of Schema/student.fbs, in its order, numbered from 0: named here once for the
/// reader and the writer.
package protocol TableField: RawRepresentable where RawValue == Int {
  /// Bytes of the field inside its table, which are also its alignment: 1, 2 or 4. A string, a
  /// vector or another table takes 4, an offset.
  var byteCount: Int { get }
}

/// Where the fields of a table lie, in bytes from its start, by docs/FORMAT.md.
package struct TableLayout {
  /// One hexadecimal digit a field: its bytes.
  private let widths: UInt64

  package init<Field: TableField>(_: Field.Type) {
    var widths: UInt64 = 0
    var index = 0
    while let field = Field(rawValue: index) {
      widths = widths &<< 4 | UInt64(truncatingIfNeeded: field.byteCount)
      index += 1
    }
    self.widths = widths
  }

  package var fieldCount: Int { (67 - widths.leadingZeroBitCount) / 4 }

  /// Bytes of field `index`.
  package func fieldByteCount(_ index: Int) -> Int {
    let shift = 4 &* (fieldCount &- 1 &- index)
    return Int(truncatingIfNeeded: (widths &>> UInt64(truncatingIfNeeded: shift)) & 15)
  }

  /// Where field `index` lies.
  package func offset(_ index: Int) -> Int {
    var end = 4
    var field = 0
    while true {
      let width = field < fieldCount ? fieldByteCount(field) : 4
      end = (end &+ width &- 1) & (0 &- width)
      if field == index { return end }
      end &+= width
      field &+= 1
    }
  }

  /// Bytes of the table.
  package var byteCount: Int { offset(fieldCount) }

  /// Bytes of the vtable in front of it.
  package var vtableByteCount: Int { 4 + 2 * fieldCount }
}

/// A table that was read.
struct FileTable<Field: TableField> {
  /// Position of the table's own offset to its vtable.
  let start: Int
  let layout: TableLayout

  /// Where a field lies in the file.
  @inline(__always)
  subscript(_ field: Field) -> Int { start &+ layout.offset(field.rawValue) }
}
