import KDRuntime

/// Takes blocks apart into rows, in place; one a thread.
///
/// Rows of the usual form are found by a scan that allocates nothing. Any other goes through
/// `RowReader`, which has the last word on what a row is and makes every message.
package struct BlockParser: Sendable {
  /// Bytes of the longest line that is read whole: the longest text, an item and a tab.
  package static let maximumLineByteCount = Scorer.maximumByteCount + 1024

  package let format: DataFormat
  private var reader: RowReader
  /// Rows go through `reader` when two columns share a field, which is changed in place.
  private let isDirect: Bool
  private let json: JSONRowScanner
  private let csv: CSVRowScanner

  /// - Parameter reader: one that has read the header, if the format has one.
  package init(_ reader: RowReader) {
    precondition(reader.format != .tsv, "no one needs a header with tabs in blocks")
    self.reader = reader
    format = reader.format
    json = JSONRowScanner(reader.columns)
    csv = CSVRowScanner(reader)
    let names = [reader.columns.id, reader.columns.item, reader.columns.text]
    isDirect = Set(names).count == names.count
  }

  /// Replaces `rows` by those of `block`, up to the first that cannot be read.
  ///
  /// - Parameter block: one whose lines were counted.
  /// - Returns: what is wrong with that one; its line counts from the start of the block.
  /// - Complexity: O(bytes).
  package mutating func parse(_ block: ByteBlock, into rows: inout [RowOffsets]) -> DataError? {
    rows.removeAll(keepingCapacity: true)
    switch format {
    case .lines, .pairs: parseLines(block, &rows)
    case .csv, .jsonl, .tsv:
      do throws(DataError) { try parseRows(block, &rows) } catch { return error }
    }
    return nil
  }

  /// A line is a response, or item TAB response.
  private func parseLines(_ block: ByteBlock, _ rows: inout [RowOffsets]) {
    let bytes = UnsafePointer(block.memory)
    var start = 0
    while start < block.count {
      let end = offset(of: 0x0A, in: bytes, from: start, to: block.count) ?? block.count
      var row = RowOffsets(text: start..<end)
      if end - start > BlockParser.maximumLineByteCount {
        row.text = start..<start
        row.isTooLong = true
      } else if format == .pairs, let tab = offset(of: 0x09, in: bytes, from: start, to: end) {
        row.item = start..<tab
        row.text = (tab + 1)..<end
      }
      rows.append(row)
      start = end + 1
    }
  }

  private mutating func parseRows(
    _ block: ByteBlock, _ rows: inout [RowOffsets]
  ) throws(DataError) {
    var position = block.start
    while position < block.count {
      let start = position
      if isDirect && !block.isCut {
        var row = RowOffsets(text: 0..<0)
        let found =
          format == .csv
          ? csv.scan(block.memory, &position, block.count, &row)
          : json.scan(block.memory, &position, block.count, &row)
        if found == .row { rows.append(row) }
        if found != .unusual { continue }
        position = start
      }
      // What is before it was changed, what comes was not.
      let rest = block.lineFeedCount(from: start, to: block.count)
      let line = 1 + block.lineCount - block.skippedLineFeeds - rest
      guard let row = try reader.row(of: block, at: &position, line: line) else { continue }
      rows.append(store(row, in: block))
    }
  }

  private func store(_ row: DataRow, in block: ByteBlock) -> RowOffsets {
    var result = RowOffsets(text: block.append(row.text))
    result.isTooLong = row.isTooLong
    if let item = row.item { result.item = block.append(item) }
    if let id = row.id { result.id = block.append(id) }
    return result
  }
}

/// What a scanner met at the start of a record.
package enum ScannedRow { case row, blank, unusual }
