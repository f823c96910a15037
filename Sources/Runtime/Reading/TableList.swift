/// What can be read from a file again and again, one behind the other.
package protocol ListedTable {
  /// Reads the next table; `field` is the place that leads to it, nil when that was checked before.
  init(_ cursor: inout FileCursor, from field: Int?) throws(Refusal)
}

/// Tables of one kind in a checked file; reads them again while it is iterated, in O(bytes).
package struct TableList<Table: ListedTable>: Sequence {
  package let count: Int
  private let bytes: UnsafeRawBufferPointer
  private let offset: Int

  /// Checks the tables that the vector at `field` lists.
  init(
    _ cursor: inout FileCursor, from field: Int, most: Int, of section: ModelSection,
    _ check: (Table, inout FileCursor) throws(Refusal) -> Void = { _, _ throws(Refusal) in }
  ) throws(Refusal) {
    let offsets = try cursor.vector(4, from: field, of: section)
    try cursor.check(offsets.count, 0...most, at: offsets.countOffset, of: section)
    count = offsets.count
    bytes = cursor.bytes
    offset = cursor.offset
    for index in 0..<count { try check(try Table(&cursor, from: offsets[index]), &cursor) }
  }

  package var underestimatedCount: Int { count }

  package func makeIterator() -> Iterator {
    Iterator(cursor: FileCursor(bytes, at: offset), left: count)
  }

  package struct Iterator: IteratorProtocol {
    var cursor: FileCursor
    var left: Int

    package mutating func next() -> Table? {
      if left == 0 { return nil }
      left -= 1
      do throws(Refusal) {
        return try Table(&cursor, from: nil)
      } catch {
        preconditionFailure("the model's bytes changed after they were checked")
      }
    }
  }
}
