import KDCommon

/// How the labels that two people gave a response become the one that is learnt.
public enum Graders: String, Sendable, CaseIterable {
  /// The first person's; the second's tell how far people agree.
  case first
  /// The grade nearest to the mean of both values; of two as near, the one nearer to the first person's.
  case mean
  /// The label that both gave; rows on which they differ are left out.
  case majority
}

/// Makes one label of two, as `rules.graders` says; `labelPairs` keeps both, for how far people agree.
///
/// - Parameter files: their first labels are settled.
/// - Throws: `badData` for the mean of classes, which have no values.
func takeTogether(_ files: inout [DataSet], _ rules: LabelRules) throws(DataError) {
  let firsts = LabelScale(classOrder(files.flatMap { $0.labels }), order: rules.order)
  for index in files.indices { files[index].keepSecondLabels(firsts, rules) }
  let labels = classOrder(files.flatMap { $0.labels + $0.responses.compactMap { $0.secondLabel } })
  let scale = LabelScale(labels, order: rules.order)
  for index in files.indices {
    files[index].labelPairs = files[index].responses.compactMap { response in
      response.label.flatMap { first in response.secondLabel.map { (first, $0) } }
    }
    switch rules.graders {
    case .first: break
    case .majority: files[index].takeMajority()
    case .mean:
      guard let values = scale.values else { throw classesHaveNoMean(files[index].path, labels) }
      files[index].takeMean(labels, values)
    }
  }
}

private func classesHaveNoMean(_ path: String, _ labels: [String]) -> DataError {
  .bad(
    path, nil, "the labels are classes, which have no mean",
    expected: "grades, their order stated by --labels, or --graders majority", got: listed(labels))
}

extension DataSet {
  fileprivate var labels: [String] { responses.compactMap { $0.label } }
  var hasSecondLabels: Bool {
    // By place: a response that is handed over is copied.
    responses.indices.contains { responses[$0].secondLabel != nil }
  }

  /// Where the first person left a blank, or what says that there is no grade, the second's counts; where
  /// the second did, none.
  mutating func fillFirstLabels(_ rules: LabelRules, missing: Set<String>) {
    for index in responses.indices {
      let second = responses[index].secondLabel.flatMap { missing.contains($0) ? nil : $0 }
      responses[index].secondLabel = second
      guard rules.graders != .first, let second,
        responses[index].label.map(missing.contains) ?? true
      else { continue }
      responses[index].label = second
      responses[index].secondLabel = nil
    }
  }

  /// Beside grades, a second label that is no grade is none, and is told.
  fileprivate mutating func keepSecondLabels(_ firsts: LabelScale, _ rules: LabelRules) {
    guard firsts.values != nil else { return }
    let order = rules.order.map { Set($0.map(canonicalLabel)) }
    let out = responses.indices.filter { index in
      guard let label = responses[index].secondLabel else { return false }
      return !(order?.contains(label) ?? (numericValue(ArraySlice(label.utf8)) != nil))
    }
    if out.isEmpty { return }
    let found = Set(out.compactMap { responses[$0].secondLabel }).sorted(by: precedesInBytes)
    notes.append(
      "\(printable(path)): \(countedRows(out.count)) with a second label that is no grade, which is "
        + "passed over: \(listed(found)), \(listedLines(out.map { lines[$0] }))")
    for index in out { responses[index].secondLabel = nil }
  }

  fileprivate mutating func takeMajority() {
    leaveOut("on which the two graders differ") { response in
      response.secondLabel.map { response.label != nil && $0 != response.label } ?? false
    }
  }

  fileprivate mutating func takeMean(_ labels: [String], _ values: [Double]) {
    let places = places(of: labels)
    for index in responses.indices {
      guard let first = responses[index].label.flatMap({ places[$0] }),
        let second = responses[index].secondLabel.flatMap({ places[$0] })
      else { continue }
      let mean = (values[first] + values[second]) / 2
      let nearest = values.indices.reduce(first) { best, place in
        let (gain, further) = (
          abs(values[best] - mean) - abs(values[place] - mean),
          abs(values[place] - values[first]) - abs(values[best] - values[first])
        )
        return gain > 0 || gain == 0 && further < 0 ? place : best
      }
      responses[index].label = labels[nearest]
    }
  }
}
