extension RowReader {
  /// Whether a line feed in quotes belongs to its field.
  package var hasQuotes: Bool { format == .csv }

  /// Reads `block` up to the end of the header; whether it was there, or the format has none.
  ///
  /// The rows of the block begin there. A stream that ends before it is ended with `finish`.
  package mutating func readHeader(_ block: ByteBlock) throws(DataError) -> Bool {
    guard format == .csv || format == .tsv else { return true }
    if number == 0 && records.isAtStart { records.restart(line: 1) }
    while places.isEmpty {
      if !records.next(block.bytes, at: &block.start) {
        guard block.isCut else { return false }
        records.finishCut(isUnterminated: block.isUnterminated)
      }
      _ = try row(records.record)
    }
    return true
  }

  /// The row at `position` of a block, which moves behind it; nil for an empty line.
  package mutating func row(
    of block: ByteBlock, at position: inout Int, line: Int
  ) throws(DataError) -> DataRow? {
    records.restart(line: line)
    if !records.next(block.bytes, at: &position) {
      if block.isCut {
        records.finishCut(isUnterminated: block.isUnterminated)
      } else if !records.finish() {
        return nil
      }
    }
    return try row(records.record)
  }
}
