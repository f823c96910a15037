import KDCommon

/// Checks soft labels line by line and keeps those that are needed.
struct SoftLabelBuilder {
  private let path: String
  private let labels: [String]
  private let indices: [String: Int]
  private let needed: Set<String>
  private(set) var rows: [String: [Float]] = [:]
  private(set) var places: [String: Int] = [:]
  private(set) var named: Set<String> = []
  /// Line of each id.
  private(set) var seen: [String: Int] = [:]

  init(_ path: String, _ labels: [String], _ responses: [Response]) {
    self.path = path
    self.labels = labels
    indices = KDData.places(of: labels)
    needed = Set(responses.map { $0.id })
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
