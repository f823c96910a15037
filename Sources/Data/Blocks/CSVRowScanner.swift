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
  private var ends: FieldEnds
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
    ends = FieldEnds(bytes, from: position)
  }

  /// Moves to the next field; false when it is none of the usual form.
  @inline(__always)
  mutating func next() -> Bool {
    isQuoted = position < count && bytes[position] == 0x22
    isDoubled = false
    if isQuoted { return nextQuoted() }
    var end = ends.next(below: count)
    let next = end + 1
    isAtEnd = end == count || bytes[end] == 0x0A
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
    ends = FieldEnds(bytes, from: position)
    return true
  }
}

/// Commas and line feeds, one after the other. Sixteen bytes are compared at once, each once.
///
/// The 15 bytes behind the last must be readable.
private struct FieldEnds {
  private let bytes: UnsafePointer<UInt8>
  /// Where the sixteen bytes are that were compared last.
  private var start: Int
  /// 0xFF for each comma or line feed among the first and the last eight of them that was not given yet.
  private var first: UInt64 = 0
  private var last: UInt64 = 0

  init(_ bytes: UnsafePointer<UInt8>, from position: Int) {
    self.bytes = bytes
    start = position - 16
  }

  /// The next one, or `count` when there is none below.
  @inline(__always)
  mutating func next(below count: Int) -> Int {
    while first | last == 0 {
      start += 16
      if start >= count { return count }
      let commas = places(of: 0x2C, in: bytes, at: start)
      let feeds = places(of: 0x0A, in: bytes, at: start)
      (first, last) = (commas.first | feeds.first, commas.last | feeds.last)
    }
    let place: Int
    if first != 0 {
      let bit = first.trailingZeroBitCount
      first &= ~(0xFF &<< UInt64(bit))
      place = start + bit / 8
    } else {
      let bit = last.trailingZeroBitCount
      last &= ~(0xFF &<< UInt64(bit))
      place = start + 8 + bit / 8
    }
    return min(place, count)
  }
}
