import KDExport

/// A teacher's probabilities for responses, as read from JSON Lines
/// `{"id":…,"probs":{label:p,…}}`; other keys are ignored.
public struct SoftLabels: Sendable {
  /// The classes, in class order.
  public let labels: [String]
  /// Probabilities in the order of `labels`, by response id; as written, not made to sum to
  /// exactly 1.
  public let rows: [String: [Float]]
  /// SHA-256 (hex) of the file.
  public let sha256: String

  /// How far from 1 the probabilities of a response may sum.
  public static let sumTolerance = 1e-3

  /// Reads and checks the soft labels of `responses`.
  ///
  /// A label that a row does not name has probability 0. Rows of other responses are checked
  /// for form only (their labels may be those of another item) and are not kept.
  /// - Throws: `noInput` if there is no such file; `badData`, with the line, for what is not
  ///   JSON, an id that was there before, a probability that is no finite number of at least 0,
  ///   a sum further than `sumTolerance` from 1 and a label that is not in `labels`; without a
  ///   line and with a count and the first id when responses have no row.
  /// - Complexity: O(bytes).
  public init(path: String, labels: [String], for responses: [Response]) throws(DataError) {
    let bytes = try readText(path)
    var builder = SoftLabelBuilder(path, labels, responses)
    var records = RecordReader(.lines)
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
    try builder.checkNoneMissing(responses)
    self.labels = labels
    rows = builder.rows
    sha256 = KDExport.sha256(bytes)
  }

  /// The mean of several teachers' probabilities, with equal weights.
  ///
  /// All must have been read for the same labels and responses; `sha256` is the digest of the
  /// teachers' digests in their order, or the digest itself for one teacher.
  public init(meanOf teachers: [SoftLabels]) {
    precondition(!teachers.isEmpty, "no teacher")
    labels = teachers[0].labels
    if teachers.count == 1 {
      rows = teachers[0].rows
      sha256 = teachers[0].sha256
      return
    }
    let scale = 1 / Float(teachers.count)
    rows = teachers[0].rows.mapValues { $0.map { $0 * scale } }.merging(
      teachers.dropFirst().flatMap(\.rows).map { ($0.key, $0.value.map { $0 * scale }) }
    ) { zip($0, $1).map(+) }
    sha256 = KDExport.sha256(Array(teachers.map(\.sha256).joined().utf8))
  }
}

/// Checks soft labels line by line and keeps those that are needed.
private struct SoftLabelBuilder {
  let path: String
  let labels: [String]
  let indices: [String: Int]
  let needed: Set<String>
  var rows: [String: [Float]] = [:]
  /// Line of each id.
  var seen: [String: Int] = [:]

  init(_ path: String, _ labels: [String], _ responses: [Response]) {
    self.path = path
    self.labels = labels
    indices = Dictionary(
      labels.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    needed = Set(responses.map(\.id))
  }

  mutating func add(_ record: Record) throws(DataError) {
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
    if needed.contains(id) { rows[id] = row }
    if needed.contains(id), let unknown = unknownLabel(probabilities) {
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

  func checkNoneMissing(_ responses: [Response]) throws(DataError) {
    let missing = responses.filter { rows[$0.id] == nil }
    guard let first = missing.first else { return }
    throw .bad(
      path, nil, "\(missing.count) of \(responses.count) responses have no soft labels",
      expected: "a row for each", got: "none for \(quoted(first.id))")
  }
}
