import KDCommon

/// Responses read from one file.
public struct DataSet: Sendable {
  /// The file, for messages.
  public var path: String
  public var responses: [Response]
  /// Line of each response in the file.
  public var lines: [Int]
  /// Rows left out because their text has no word.
  public var droppedEmpty: Int
  /// The file's bytes; for the digest of the data as read.
  public var bytes: [UInt8]

  /// How many rows the file has, of all items, the dropped ones included.
  public var rowCount: Int
}

extension DataSet {
  /// The class of each response in `labels`.
  ///
  /// - Throws: `badData` naming the line of the first response whose label is not among them.
  public func classes(in labels: [String]) throws(DataError) -> [Int] {
    let indices = Dictionary(
      labels.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var classes: [Int] = []
    for (response, line) in zip(responses, lines) {
      guard let label = response.label, let index = indices[label] else {
        throw .bad(
          path, line, "unknown label", expected: "one of \(listed(labels))",
          got: response.label.map { quoted($0) } ?? "none")
      }
      classes.append(index)
    }
    return classes
  }
}

/// What `readResponses` does beyond reading every row.
public struct ReadOptions: Sendable {
  public var columns = ColumnNames()
  /// `nil`: what the file's extension says.
  public var format: DataFormat?
  /// Keeps this item only.
  public var item: String?
  /// Lets rows have no label: a teacher labels them.
  public var allowsUnlabelled = false
  /// Refuses rows that have a label.
  public var isPool = false
  /// Whether a table must have a column of labels.
  public var needsLabels = true
  /// Keeps rows whose text has no word.
  public var keepsEmpty = false
  /// Number of the first row less one; ids of rows that have none are row numbers.
  public var firstRow = 0

  public init() {}
}

/// Reads a file of labelled responses: CSV, TSV or JSON Lines, by its extension.
///
/// Rows without a word in their text are dropped and counted. A row without an id gets its row
/// number. The file must be UTF-8 and hold no NUL.
/// - Throws: `noInput` if there is no such file; `badData`, with the line, for a row that is
///   ragged, too long, unlabelled or has an id that was there before, and for an item that no
///   row has.
/// - Complexity: O(bytes).
public func readResponses(
  path: String, options: ReadOptions = ReadOptions()
) throws(DataError) -> DataSet {
  let bytes = try readText(path)
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
