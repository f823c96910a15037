import KDCommon

/// A teacher's probabilities for responses, as read from JSON Lines
/// `{"id":…,"probs":{label:p,…}}`; other keys are ignored. An array or printed objects of JSON,
/// `"logits"` in place of `"probs"`, and a table with columns id and each label are read too.
public struct SoftLabels: Sendable {
  /// The file, for messages.
  public let path: String
  /// The classes, in class order.
  public let labels: [String]
  /// Probabilities in the order of `labels`, by response id; as written, not made to sum to
  /// exactly 1.
  public let rows: [String: [Float]]
  /// The place of a kept row among all `rowCount` rows of the file, from 0.
  public let places: [String: Int]
  /// Ids of the rows that were not kept, in the order of the file.
  public let unusedIDs: [String]
  /// Rows whose probabilities summed to 1 only as far as rounding to two decimals lets them: they were
  /// divided by their sum.
  public let dividedCount: Int
  /// Rows of the file, kept or not.
  public let rowCount: Int
  /// The labels that the kept rows name, in class order.
  public let namedLabels: [String]
  /// SHA-256 (hex) of the file.
  public let sha256: String

  /// How far from 1 the probabilities of a response may sum.
  public static let sumTolerance = 1e-3

  /// Reads and checks the soft labels of `responses`; some of them may have none.
  ///
  /// A label that a row does not name has probability 0. Rows of other responses are checked
  /// for form only (their labels may be those of another item) and are not kept.
  /// - Parameter path: the file that `bytes` are of, for messages.
  /// - Throws: `badData`, with the line, for what is not JSON, an id that was there before, a probability that is no finite number of at least 0,
  ///   a sum further than `sumTolerance` from 1, and than two decimals can be, and a label that is not in `labels`; without a
  ///   line when no response has a row.
  /// - Complexity: O(bytes).
  public init(
    _ bytes: [UInt8], path: String, labels: [String], for responses: [Response]
  ) throws(DataError) {
    let file = try UnpackedFile(bytes, path: path, sheet: nil)
    let guess = Recognition.sample(of: file.bytes).bytes.withUnsafeBufferPointer {
      EncodingGuess($0)
    }
    let text = try decodeText(file.bytes, skipping: guess.markByteCount, guess.encoding, path)
    try checkText(text, path)
    var builder = SoftLabelBuilder(path, labels, responses)
    try builder.add(file: text, path)
    if builder.rows.isEmpty {
      throw .bad(
        path, nil, "none of the \(responses.count) responses has soft labels",
        expected: "rows with their ids", got: "\(builder.seen.count) rows")
    }
    self.path = path
    self.labels = labels
    namedLabels = labels.filter { builder.named.contains($0) }
    rows = builder.rows
    places = builder.places
    rowCount = builder.seen.count
    unusedIDs = builder.unused
    dividedCount = builder.dividedCount
    sha256 = KDCommon.sha256(bytes)
  }
}
