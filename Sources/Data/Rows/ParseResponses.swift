/// Reads labelled responses: CSV in any dialect of a spreadsheet, TSV or JSON Lines, as `Recognition`
/// finds from the bytes.
///
/// Rows without a word in their text are dropped and counted. A row without an id gets its row
/// number. Text must hold no NUL.
/// - Parameter path: the file that `bytes` are of, for messages.
/// - Throws: `badData`, with the line, for a row that is ragged, too long, unlabelled or has an id
///   that was there before, and for an item that no row has.
/// - Complexity: O(bytes).
public func parseResponses(
  _ bytes: [UInt8], path: String, options: ReadOptions = ReadOptions()
) throws(DataError) -> DataSet {
  let file = try UnpackedFile(bytes, path: path, sheet: options.hints.sheet)
  let recognition = try Recognition(
    of: file, columns: options.columns, hints: options.hints, asked: options.format)
  let text = try recognition.normalised(file.bytes, path)
  try checkText(text, path)
  var builder = DataSetBuilder(path: path, options: options)
  var reader = RowReader(
    recognition.normalisedFormat, name: path, columns: recognition.columns,
    needsLabel: options.needsLabels)
  let failure = text.withUnsafeBufferPointer { input -> DataError? in
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
  var data = try builder.finish(bytes)
  if let note = recognition.note(path, respelled: reader.respelled) {
    data.notes.insert(note, at: 0)
  }
  if let note = reader.numberingNote { data.notes.append(note) }
  guard let rules = options.labels, options.settlesLabels else { return data }
  var files = [data]
  try settleLabels(&files, rules)
  return files[0]
}
