/// Finds the fields of CSV records of the usual form, in place.
package struct CSVRowScanner: Sendable {
  /// Fields of these columns, −1 when there is none.
  private let id: Int
  private let item: Int
  private let text: Int
  private let fieldCount: Int

  package init(_ reader: RowReader) {
    (id, item, text, fieldCount) = reader.fieldPlaces
  }

  /// Reads the record at `position`, which moves behind it unless it is unusual.
  package func scan(
    _ bytes: UnsafeMutablePointer<UInt8>, _ position: inout Int, _ count: Int,
    _ row: inout RowOffsets
  ) -> ScannedRow {
    let start = position
    var place = 0
    var doubled: (id: Bool, item: Bool, text: Bool) = (false, false, false)
    var cursor = CSVFieldCursor(bytes, at: start, count)
    repeat {
      guard cursor.next() else { return .unusual }
      if place == text { (row.text, doubled.text) = (cursor.field, cursor.isDoubled) }
      if place == item { (row.item, doubled.item) = (cursor.field, cursor.isDoubled) }
      if place == id { (row.id, doubled.id) = (cursor.field, cursor.isDoubled) }
      place += 1
    } while !cursor.isAtEnd
    guard cursor.position - start <= RecordSplitter.maximumByteCount else { return .unusual }
    if place == 1 && cursor.field.isEmpty && !cursor.isQuoted {
      position = cursor.position
      return .blank
    }
    guard place == fieldCount else { return .unusual }
    if doubled.text { row.text = halveQuotes(bytes, row.text) }
    if doubled.item { row.item = halveQuotes(bytes, row.item) }
    if doubled.id { row.id = halveQuotes(bytes, row.id) }
    // An empty field says nothing, as if the column were not there.
    if row.item.isEmpty { row.item = RowOffsets.none }
    if row.id.isEmpty { row.id = RowOffsets.none }
    position = cursor.position
    return .row
  }

  private func halveQuotes(
    _ bytes: UnsafeMutablePointer<UInt8>, _ field: Range<Int>
  ) -> Range<Int> {
    var (from, to) = (field.lowerBound, field.lowerBound)
    while from < field.upperBound {
      bytes[to] = bytes[from]
      from += bytes[from] == 0x22 ? 2 : 1
      to += 1
    }
    return field.lowerBound..<to
  }
}

/// Goes from field to field of one record.
private struct CSVFieldCursor {
  private let bytes: UnsafePointer<UInt8>
  private let count: Int
  /// The next line feed, when it is not before `position`.
  private var feed = -1
  /// Where the next field or record starts.
  private(set) var position: Int
  private(set) var field = 0..<0
  private(set) var isQuoted = false
  /// Whether the field holds quotes, each twice.
  private(set) var isDoubled = false
  private(set) var isAtEnd = false

  init(_ bytes: UnsafePointer<UInt8>, at position: Int, _ count: Int) {
    self.bytes = bytes
    self.position = position
    self.count = count
  }

  /// Moves to the next field; false when it is none of the usual form.
  mutating func next() -> Bool {
    isQuoted = position < count && bytes[position] == 0x22
    isDoubled = false
    if isQuoted { return nextQuoted() }
    if feed < position { feed = offset(of: 0x0A, in: bytes, from: position, to: count) ?? count }
    let comma = offset(of: 0x2C, in: bytes, from: position, to: feed)
    var end = comma ?? feed
    isAtEnd = comma == nil
    let next = end + 1
    if isAtEnd && end > position && bytes[end - 1] == 0x0D { end -= 1 }
    field = position..<end
    position = min(next, count)
    return true
  }

  private mutating func nextQuoted() -> Bool {
    var close = position + 1
    while true {
      guard let found = offset(of: 0x22, in: bytes, from: close, to: count) else { return false }
      close = found
      guard found + 1 < count, bytes[found + 1] == 0x22 else { break }
      isDoubled = true
      close += 2
    }
    field = (position + 1)..<close
    var next = close + 1
    if next + 1 < count && bytes[next] == 0x0D { next += 1 }
    isAtEnd = next == count || bytes[next] == 0x0A
    // A carriage return belongs to the line end only.
    guard isAtEnd || next == close + 1 && bytes[next] == 0x2C else { return false }
    position = min(next + 1, count)
    return true
  }
}
