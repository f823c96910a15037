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

  /// Whether rows have ids of their own; else their numbers are.
  public var hasIDs = true
  /// What a person should know of the reading, a line each: how the file was read where that is not as
  /// the guide says, which rows were left out, and why.
  public var notes: [String] = []
  /// Rows left out because they have no label and no teacher gives them one.
  public var droppedUnlabelled = 0
  /// Rows left out because their label is none (`settleLabels`).
  public var droppedLabels = 0
  /// What two people gave each response that both gave a label.
  public var labelPairs: [(first: String, second: String)] = []

  /// How many rows the file has, of all items, the dropped ones included.
  public var rowCount: Int
}

extension DataSet {
  /// The class of each response in `labels`.
  ///
  /// - Throws: `badData` naming the line of the first response whose label is not among them.
  public func classes(in labels: [String]) throws(DataError) -> [Int] {
    let indices = places(of: labels.map(canonicalLabel))
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
