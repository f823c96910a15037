import KDCommon

/// A teacher's probabilities for responses, as read from JSON Lines
/// `{"id":…,"probs":{label:p,…}}`; other keys are ignored.
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
  /// - Throws: `noInput` if there is no such file; `badData`, with the line, for what is not
  ///   JSON, an id that was there before, a probability that is no finite number of at least 0,
  ///   a sum further than `sumTolerance` from 1 and a label that is not in `labels`; without a
  ///   line when no response has a row.
  /// - Complexity: O(bytes).
  public init(path: String, labels: [String], for responses: [Response]) throws(DataError) {
    let bytes = try readText(path)
    var builder = SoftLabelBuilder(path, labels, responses)
    var records = RecordSplitter(.lines)
    let failure = bytes.withUnsafeBufferPointer { input -> DataError? in
      do throws(DataError) {
        var position = 0
        while records.next(input, at: &position) { try builder.add(records.record) }
        if records.finish() { try builder.add(records.record) }
        return nil
      } catch {
        return error
      }
    }
    if let failure { throw failure }
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
    sha256 = KDCommon.sha256(bytes)
  }
}

/// Checks soft labels line by line and keeps those that are needed.
private struct SoftLabelBuilder {
  let path: String
  let labels: [String]
  let indices: [String: Int]
  let needed: Set<String>
  var rows: [String: [Float]] = [:]
  var places: [String: Int] = [:]
  var named: Set<String> = []
  /// Line of each id.
  var seen: [String: Int] = [:]

  init(_ path: String, _ labels: [String], _ responses: [Response]) {
    self.path = path
    self.labels = labels
    indices = Dictionary(
      labels.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    needed = Set(responses.map(\.id))
  }

  mutating func add(_ record: DelimitedRecord) throws(DataError) {
    if record.isBlank { return }
    let line = record.line
    if record.fault == .tooLong { throw RowReader.tooLong(path, line) }
    let object = try jsonObject(record[0], path, line)
    let id: String
    switch object["id"] {
    case .string(let text), .number(let text): id = text
    default: throw .bad(path, line, "no id", expected: "a string or number under key \"id\"")
    }
    guard case .object(let probabilities) = object["probs"] else {
      throw .bad(
        path, line, "no probabilities", expected: "an object under key \"probs\"",
        got: object["probs"]?.kindName ?? "keys \(listed(object.keys.sorted()))")
    }
    if let first = seen.updateValue(line, forKey: id) {
      throw .bad(path, line, "id \(quoted(id)) is there twice, first on line \(first)")
    }
    let row = try row(probabilities, line)
    guard needed.contains(id) else { return }
    rows[id] = row
    places[id] = seen.count - 1
    named.formUnion(probabilities.keys)
    if let unknown = unknownLabel(probabilities) {
      throw .bad(
        path, line, "unknown label \(quoted(unknown))", expected: "one of \(listed(labels))")
    }
  }

  private func unknownLabel(_ probabilities: [String: JSONValue]) -> String? {
    probabilities.keys.filter { indices[$0] == nil }.min(by: precedesInBytes)
  }

  /// The probabilities of the known labels, after a check of all.
  private func row(
    _ probabilities: [String: JSONValue], _ line: Int
  ) throws(DataError) -> [Float] {
    var row = [Float](repeating: 0, count: labels.count)
    var sum = 0.0
    // Sorted, so that the sum and the first error do not depend on the dictionary's order.
    for (label, value) in probabilities.sorted(by: { precedesInBytes($0.key, $1.key) }) {
      guard case .number(let text) = value, let number = Double(text), number.isFinite, number >= 0
      else {
        let got = if case .number(let text) = value { printable(text) } else { value.kindName }
        throw .bad(
          path, line, "bad probability of \(quoted(label))",
          expected: "a finite number of at least 0", got: got)
      }
      sum += number
      if let index = indices[label] { row[index] = Float(number) }
    }
    guard abs(sum - 1) <= SoftLabels.sumTolerance else {
      throw .bad(
        path, line, "probabilities do not sum to 1",
        expected: "1 ± \(SoftLabels.sumTolerance)", got: "\(sum)")
    }
    return row
  }
}
