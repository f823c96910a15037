import KDCommon
import KDRuntime

/// Checks soft labels row by row and keeps those that are needed.
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
  /// Ids that no needed response has, in the order of the file.
  private(set) var unused: [String] = []
  /// Rows whose probabilities, rounded by whoever wrote them, were divided by their sum.
  private(set) var dividedCount = 0

  init(_ path: String, _ labels: [String], _ responses: [Response]) {
    self.path = path
    self.labels = labels
    indices = KDData.places(of: labels.map(canonicalLabel))
    needed = Set(responses.map { $0.id })
  }

  /// Whether a label, in its one form, is one of the classes.
  func knows(_ label: String) -> Bool { indices[label] != nil }

  /// The classes, for a message.
  var labelNames: String { listed(labels) }

  /// A row of JSON: `{"id":…,"probs":{label:p,…}}`, or with `"logits"`.
  mutating func add(json bytes: ArraySlice<UInt8>, _ line: Int) throws(DataError) {
    let object = try jsonObject(bytes, path, line)
    let id: String
    switch object["id"] {
    case .string(let text), .number(let text): id = text
    default: throw .bad(path, line, "no id", expected: "a string or number under key \"id\"")
    }
    if case .object(let logits) = object["logits"], object["probs"] == nil {
      return try add(id, probabilities: softmax(try numbers(logits, line, least: nil)), line)
    }
    guard case .object(let probabilities) = object["probs"] else {
      throw .bad(
        path, line, "no probabilities", expected: "an object under key \"probs\" or \"logits\"",
        got: object["probs"]?.kindName ?? "keys \(listed(object.keys.sorted()))")
    }
    try add(id, probabilities: try numbers(probabilities, line, least: 0), line)
  }

  /// A row's probabilities by label, in any spelling of the labels.
  mutating func add(
    _ id: String, probabilities: [(label: String, value: Double)], _ line: Int
  ) throws(DataError) {
    let id = String(decoding: canonicalName(ArraySlice(id.utf8)), as: UTF8.self)
    if let first = seen.updateValue(line, forKey: id) {
      throw .bad(path, line, "id \(quoted(id)) is there twice, first on line \(first)")
    }
    let isNeeded = needed.contains(id)
    if !isNeeded { unused.append(id) }
    let classes = probabilities.map { indices[canonicalLabel($0.label)] }
    let row = try row(probabilities, classes, line)
    guard isNeeded else { return }
    rows[id] = row
    places[id] = seen.count - 1
    for (index, (label, value)) in zip(classes, probabilities) {
      if let index {
        named.insert(labels[index])
      } else if value > 0 {
        throw .bad(
          path, line, "unknown label \(quoted(label))", expected: "one of \(listed(labels))")
      }
    }
  }

  /// Values by label, in the order of the labels' bytes, so that neither sum nor first error depends on
  /// a dictionary's order.
  private func numbers(
    _ members: [String: JSONValue], _ line: Int, least: Double?
  ) throws(DataError) -> [(label: String, value: Double)] {
    var numbers: [(label: String, value: Double)] = []
    for (label, value) in members.sorted(by: { precedesInBytes($0.key, $1.key) }) {
      guard case .number(let text) = value, let number = Double(text), number.isFinite,
        number >= least ?? number
      else {
        let got = if case .number(let text) = value { printable(text) } else { value.kindName }
        throw .bad(
          path, line, "bad \(least == nil ? "logit" : "probability") of \(quoted(label))",
          expected: "a finite number" + (least == nil ? "" : " of at least 0"), got: got)
      }
      numbers.append((label, number))
    }
    return numbers
  }

  private func softmax(
    _ logits: [(label: String, value: Double)]
  ) -> [(label: String, value: Double)] {
    let highest = logits.reduce(-Double.infinity) { max($0, $1.value) }
    let powers = logits.map { exponential($0.value - highest) }
    let sum = powers.reduce(0, +)
    return zip(logits, powers).map { ($0.label, $1 / sum) }
  }

  /// The probabilities of the known labels, after a check of all.
  ///
  /// - Parameter classes: the index of each label; nil for one that is unknown.
  private mutating func row(
    _ probabilities: [(label: String, value: Double)], _ classes: [Int?], _ line: Int
  ) throws(DataError) -> [Float] {
    let sum = probabilities.reduce(0) { $0 + $1.value }
    // Two decimals are off by half a hundredth each, at most.
    let rounding = max(SoftLabels.sumTolerance, 0.005 * Double(probabilities.count) + 1e-9)
    guard abs(sum - 1) <= rounding else {
      throw .bad(
        path, line, "probabilities do not sum to 1",
        expected: "1 ± \(SoftLabels.sumTolerance), or what rounding to two decimals leaves",
        got: "\(sum)")
    }
    var row = [Float](repeating: 0, count: labels.count)
    let isDivided = abs(sum - 1) > SoftLabels.sumTolerance
    if isDivided { dividedCount += 1 }
    for (index, (_, value)) in zip(classes, probabilities) {
      if let index { row[index] += Float(isDivided ? value / sum : value) }
    }
    return row
  }
}
