import KDCommon

/// Where a response of one file goes.
package enum SplitPart: Int, Sendable { case train, dev, test }

/// The part of each response: 7:1:2, by item and label.
///
/// Responses are shuffled inside their item and label, put one group after the other, and dealt
/// out ten at a time: seven, one and two. So every part has its share of each group to within
/// one deal, small groups share a deal with their neighbours, and the whole is 7:1:2 to within
/// one. Unlabelled responses, and one of a label that training would lack, go to training.
/// - Complexity: O(n log n).
package func stratifiedParts(_ responses: [Response], seed: UInt64) -> [SplitPart] {
  var random = SplitMix64(seed: seed)
  var parts = [SplitPart](repeating: .train, count: responses.count)
  var labelsInTraining: Set<String> = []
  var firstElsewhere: [String: Int] = [:]
  var deal: [SplitPart] = []
  for index in groupedOrder(responses, &random) {
    if deal.isEmpty {
      deal = [.train, .train, .train, .train, .train, .train, .train, .dev, .test, .test]
      random.shuffle(&deal)
    }
    guard let label = responses[index].label, let part = deal.popLast() else { continue }
    parts[index] = part
    if part == .train {
      labelsInTraining.insert(label)
    } else if firstElsewhere[label] == nil {
      firstElsewhere[label] = index
    }
  }
  for (label, index) in firstElsewhere where !labelsInTraining.contains(label) {
    parts[index] = .train
  }
  return parts
}

/// Indices of the labelled responses: groups of the same item and label in order of their
/// UTF-8 bytes, shuffled inside.
package func groupedOrder(_ responses: [Response], _ random: inout SplitMix64) -> [Int] {
  struct Group: Hashable {
    var item: String
    var label: String
  }
  var groups: [Group: [Int]] = [:]
  for (index, response) in responses.enumerated() {
    guard let label = response.label else { continue }
    groups[Group(item: response.item, label: label), default: []].append(index)
  }
  let keys = groups.keys.sorted {
    $0.item == $1.item
      ? precedesInBytes($0.label, $1.label) : precedesInBytes($0.item, $1.item)
  }
  var order: [Int] = []
  for key in keys {
    var indices = groups[key] ?? []
    random.shuffle(&indices)
    order += indices
  }
  return order
}
