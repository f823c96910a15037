import KDCommon
import KDData

/// A share of the labelled responses in K parts of the same make-up: each part is what a student
/// trained on the others is judged on.
///
/// Responses are ordered by item and label, at random inside, and every so-many-th is taken, so
/// each item and label keeps its share. Then they are dealt out K at a time, one to each part: the
/// sizes of parts differ by at most one. Unlabelled responses are in none.
///
/// - Returns: [folds] indices into `responses`, ascending; nobody is in two parts.
/// - Complexity: O(n log n).
package func crossValidationFolds(
  _ responses: [Response], count: Int, folds: Int, seed: UInt64
) -> [[Int]] {
  // Another order than that of the split with the same seed.
  var random = SplitMix64(seed: seed ^ 0x7475_6E65)
  let order = groupedOrder(responses, &random)
  let taken = min(count, order.count)
  let offset = random.unit()
  var parts = [[Int]](repeating: [], count: folds)
  var deal: [Int] = []
  for place in 0..<taken {
    if deal.isEmpty {
      deal = Array(0..<folds)
      random.shuffle(&deal)
    }
    // Below order.count, as offset < 1.
    let index = Int((Double(place) + offset) * Double(order.count) / Double(taken))
    parts[deal.removeLast()].append(order[min(index, order.count - 1)])
  }
  return parts.map { $0.sorted() }
}
