/// Finds the wanted values of flat JSON objects, a line each, in place.
///
/// It takes no more than `JSONParser` takes, and leaves to that what is rare: nested values, keys
/// that are not plain ASCII, pairs of surrogates, many keys, and all that is wrong.
package struct JSONRowScanner: Sendable {
  private static let maximumKeyCount = 16
  private let id: [UInt8]
  private let item: [UInt8]
  private let text: [UInt8]
  private let label: [UInt8]

  package init(_ columns: ColumnNames) {
    id = Array(columns.id.utf8)
    item = Array(columns.item.utf8)
    text = Array(columns.text.utf8)
    label = Array(columns.label.utf8)
  }

  /// Reads the line at `position`, which moves behind it unless it is unusual.
  package func scan(
    _ bytes: UnsafeMutablePointer<UInt8>, _ position: inout Int, _ count: Int,
    _ row: inout RowOffsets
  ) -> ScannedRow {
    let start = position
    let end = offset(of: 0x0A, in: bytes, from: start, to: count) ?? count
    if start == end || start + 1 == end && bytes[start] == 0x0D {
      position = min(end + 1, count)
      return .blank
    }
    guard end - start <= RecordSplitter.maximumByteCount,
      scanObject(bytes, start, end, &row)
    else { return .unusual }
    position = min(end + 1, count)
    return .row
  }

  private func scanObject(
    _ bytes: UnsafeMutablePointer<UInt8>, _ start: Int, _ end: Int, _ row: inout RowOffsets
  ) -> Bool {
    var cursor = JSONCursor(bytes, from: start, to: end)
    var keys = InlineArray<16, Range<Int>>(repeating: 0..<0)
    var keyCount = 0
    var values: (id: JSONScalar?, item: JSONScalar?, text: JSONScalar?)
    guard cursor.take(0x7B) else { return false }
    repeat {
      guard keyCount < Self.maximumKeyCount, let key = cursor.plainString(), cursor.take(0x3A),
        let value = cursor.scalar()
      else { return false }
      for index in 0..<keyCount where isSame(bytes, keys[index], key) { return false }
      keys[keyCount] = key
      keyCount += 1
      if isSame(bytes, key, text) {
        values.text = value
      } else if isSame(bytes, key, id) {
        values.id = value
      } else if isSame(bytes, key, item) {
        values.item = value
      } else if value.kind == .other && isSame(bytes, key, label) {
        return false
      }
    } while cursor.take(0x2C)
    guard cursor.take(0x7D), cursor.isAtEnd, let found = values.text,
      found.kind == .string, values.id?.kind != .other, values.item?.kind != .other
    else { return false }
    row.text = found.unescaped(bytes)
    row.id = name(values.id, bytes)
    row.item = name(values.item, bytes)
    return true
  }

  /// The value as the file spells it; none for null, absent or empty.
  private func name(_ value: JSONScalar?, _ bytes: UnsafeMutablePointer<UInt8>) -> Range<Int> {
    guard let value, value.kind != .null, !value.range.isEmpty else { return RowOffsets.none }
    return value.unescaped(bytes)
  }

  private func isSame(_ bytes: UnsafePointer<UInt8>, _ key: Range<Int>, _ name: [UInt8]) -> Bool {
    guard key.count == name.count else { return false }
    for index in 0..<name.count where bytes[key.lowerBound + index] != name[index] { return false }
    return true
  }

  private func isSame(
    _ bytes: UnsafePointer<UInt8>, _ first: Range<Int>, _ second: Range<Int>
  ) -> Bool {
    guard first.count == second.count else { return false }
    for index in 0..<first.count
    where bytes[first.lowerBound + index] != bytes[second.lowerBound + index] {
      return false
    }
    return true
  }
}
