import KDCommon
import KDData
import KDMetrics
import KDQuantize
import KDRuntime

/// Features of a text, those that are not 0, in the order of their indices.
package struct SparseVector: Sendable {
  var indices: [Int] = []
  var values: [Double] = []
}

/// TF-IDF of the words of a response: (times in the text) × (1 + ln((1 + n) ÷ (1 + texts with it))),
/// scaled to length 1 (scikit-learn's TfidfVectorizer with its defaults).
package struct TermWeights: Sendable {
  private let rules: TokenizerRules
  private var places: [ByteString: Int] = [:]
  private var rarities: [Double] = []
  private var hasItems = false
  /// Features, those of the words of all items and of each item.
  package var count: Int { rarities.count }

  package init(_ rules: TokenizerRules) { self.rules = rules }

  /// Learns the words of `responses`; their vectors.
  package mutating func fit(_ responses: [Response]) -> [SparseVector] {
    hasItems = responses.contains { $0.item != responses[0].item }
    var documentCounts: [Int] = []
    let counts = responses.map { response in
      var counts: [Int: Int] = [:]
      for term in terms(of: response) {
        let place = places[term] ?? places.count
        if place == places.count { places[term] = place }
        counts[place, default: 0] += 1
      }
      for place in counts.keys {
        while documentCounts.count <= place { documentCounts.append(0) }
        documentCounts[place] += 1
      }
      return counts
    }
    let total = Double(1 + responses.count)
    rarities = documentCounts.map { 1 + naturalLogarithm(total / Double(1 + $0)) }
    return counts.map(weighted)
  }

  /// Of another response; words that `fit` did not see are left out.
  package func vector(_ response: Response) -> SparseVector {
    var counts: [Int: Int] = [:]
    for term in terms(of: response) {
      if let place = places[term] { counts[place, default: 0] += 1 }
    }
    return weighted(counts)
  }

  private func terms(of response: Response) -> [ByteString] {
    let words = TokenEncoder.words(in: response.text, rules)
    let shared = words.map { ByteString(text: $0) }
    // No word holds a NUL.
    return hasItems
      ? shared + words.map { ByteString(text: "\(response.item)\0\($0)") } : shared
  }

  private func weighted(_ counts: [Int: Int]) -> SparseVector {
    var vector = SparseVector()
    for (place, count) in counts.sorted(by: { $0.key < $1.key }) {
      vector.indices.append(place)
      vector.values.append(Double(count) * rarities[place])
    }
    let length = vector.values.reduce(0) { $0 + $1 * $1 }.squareRoot()
    if length > 0 { vector.values = vector.values.map { $0 / length } }
    return vector
  }
}
