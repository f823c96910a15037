/// Reads labelled responses: CSV, TSV or JSON Lines, by the extension of `path`.
///
/// Rows without a word in their text are dropped and counted. A row without an id gets its row
/// number. The bytes must be UTF-8 and hold no NUL.
/// - Parameter path: the file that `bytes` are of, for messages.
/// - Throws: `badData`, with the line, for a row that is ragged, too long, unlabelled or has an id
///   that was there before, and for an item that no row has.
/// - Complexity: O(bytes).
public func parseResponses(
  _ bytes: [UInt8], path: String, options: ReadOptions = ReadOptions()
) throws(DataError) -> DataSet {
  try checkText(bytes, path)
  var builder = DataSetBuilder(path: path, options: options)
  var reader = RowReader(
    options.format ?? DataFormat(path: path), name: path, columns: options.columns,
    needsLabel: options.needsLabels)
  let failure = bytes.withUnsafeBufferPointer { input -> DataError? in
    do throws(DataError) {
      var position = 0
      while let row = try reader.next(input, at: &position) { try builder.add(row) }
      if let row = try reader.finish() { try builder.add(row) }
      return nil
    } catch {
      return error
    }
  }
  if let failure { throw failure }
  return try builder.finish(bytes)
}
