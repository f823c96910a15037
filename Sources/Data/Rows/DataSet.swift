import KDCommon

/// Responses read from one file.
public struct DataSet: Sendable {
  /// The file, for messages.
  public var path: String
  /// In the order of their rows.
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
    let indices = places(of: labels)
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
