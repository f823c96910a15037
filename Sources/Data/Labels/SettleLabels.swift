import KDCommon

/// What a user says of labels.
public struct LabelRules: Sendable, Equatable {
  /// The grades, from the lowest to the highest; nil: numbers are grades, other labels are classes.
  public var order: [String]?
  /// Labels that say that there is none, such as `NA`: their rows are left out.
  public var missing: [String] = []
  /// How a second person's labels are taken together with the first's.
  public var graders = Graders.first

  /// Nothing is said.
  public init() {}

  /// Shares of numbers among labels from which on they are grades, or below which they are names.
  static let gradeShare = 0.8
  static let nameShare = 0.2
}

/// Leaves out rows whose label says nothing, decides what the labels of `files` are, together, and takes
/// two people's labels together.
///
/// Where at least four of five labels are numbers, they are grades, and a row with any other label is
/// left out; each file's `notes` name these with their lines.
/// - Throws: `badData` for a label that is not in the stated order, and for numbers and names in a
///   mixture that may be either.
package func settleLabels(_ files: inout [DataSet], _ rules: LabelRules) throws(DataError) {
  let missing = Set(rules.missing.map(canonicalLabel))
  let hasSecond = files.contains { $0.hasSecondLabels }
  if hasSecond {
    for index in files.indices { files[index].fillFirstLabels(rules, missing: missing) }
  }
  try settleFirstLabels(&files, rules, missing: missing)
  if hasSecond { try takeTogether(&files, rules) }
}

private func settleFirstLabels(
  _ files: inout [DataSet], _ rules: LabelRules, missing: Set<String>
) throws(DataError) {
  if files.contains(where: { $0.hasChoices }) { return }
  for index in missing.isEmpty ? 0..<0 : files.indices {
    files[index].leaveOut("without a grade, as --missing says", label: { missing.contains($0) })
  }
  if let order = rules.order?.map(canonicalLabel) {
    for file in files { try check(file, among: order) }
    return
  }
  var (numbers, count) = (0, 0)
  for file in files {
    for index in file.responses.indices {
      guard let label = file.responses[index].label else { continue }
      count += 1
      if isNumber(label) { numbers += 1 }
    }
  }
  if numbers == 0 || numbers == count { return }
  let share = Double(numbers) / Double(count)
  if share <= LabelRules.nameShare { return }
  guard share >= LabelRules.gradeShare else { throw mixture(files, numbers, count) }
  for index in files.indices {
    files[index].leaveOut("whose label is no number, as the others' are", label: { !isNumber($0) })
  }
}

private func isNumber(_ label: String) -> Bool {
  // A digit, as most labels are.
  if label.utf8.count == 1 { return label.utf8.first! &- 0x30 < 10 }
  return numericValue(ArraySlice(label.utf8)) != nil
}

private func check(_ file: DataSet, among order: [String]) throws(DataError) {
  for (response, line) in zip(file.responses, file.lines) {
    if let label = response.label, !order.contains(label) {
      throw .bad(
        file.path, line, "label \(quoted(label)) is not among the stated ones",
        expected: "one of \(listed(order)), or a label that --missing names")
    }
  }
}

private func mixture(_ files: [DataSet], _ numbers: Int, _ count: Int) -> DataError {
  for file in files {
    for (response, line) in zip(file.responses, file.lines) {
      if let label = response.label, !isNumber(label) {
        return .bad(
          file.path, line, "\(numbers) of \(count) labels are numbers, this one is not",
          expected:
            "grades, their order stated by --labels, or --missing with what is none",
          got: quoted(label))
      }
    }
  }
  return .bad(files.first?.path ?? "", nil, "labels are numbers and names")
}

extension DataSet {
  fileprivate var hasChoices: Bool { responses.indices.contains { !responses[$0].options.isEmpty } }

  /// Leaves out the rows whose label `isOut`, and notes how many and where.
  fileprivate mutating func leaveOut(_ why: String, label isOut: (String) -> Bool) {
    leaveOut(why) { $0.label.map(isOut) ?? false }
  }

  mutating func leaveOut(_ why: String, _ isOut: (Response) -> Bool) {
    let out = responses.indices.filter { isOut(responses[$0]) }
    if out.isEmpty { return }
    let labels = Set(out.compactMap { responses[$0].label }).sorted(by: precedesInBytes)
    notes.append(
      "\(printable(path)): \(countedRows(out.count)) left out \(why): \(listed(labels)), "
        + listedLines(out.map { lines[$0] }))
    droppedLabels += out.count
    let kept = Set(out)
    let rest = responses.indices.filter { !kept.contains($0) }
    responses = rest.map { responses[$0] }
    lines = rest.map { lines[$0] }
  }
}

/// `1 row` or `12 rows`.
package func countedRows(_ count: Int) -> String { count == 1 ? "1 row" : "\(count) rows" }

/// `line 4` or `lines 2, 9, 14 and 12 more`.
package func listedLines(_ lines: [Int]) -> String {
  let head = lines.prefix(5).map { "\($0)" }.joined(separator: ", ")
  let more = lines.count > 5 ? " and \(lines.count - 5) more" : ""
  return (lines.count == 1 ? "line " : "lines ") + head + more
}
