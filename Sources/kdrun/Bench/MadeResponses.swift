import KDCommon

extension ModelFile {
  /// Responses made in rotation, so that no branch predictor learns them.
  static let madeResponseCount = 256

  /// `count` random tokens a response, as ids and as the text that gives those ids.
  ///
  /// In a model with items the first token is an item.
  func madeResponses(tokenCount: Int, seed: UInt64) throws(Failure) -> [BenchResponse] {
    let content = Inspection(self)
    let (words, items) = (content.words, content.items)
    guard !words.isEmpty else {
      throw .notAModel(path: path, reason: "expected a vocabulary to make responses of, got none")
    }
    var random = Random(seed: seed, stream: UInt64(tokenCount))
    return (0..<Self.madeResponseCount).map { _ in
      let item = items.isEmpty ? nil : random.below(items.count)
      let chosen = (0..<(tokenCount - (item == nil ? 0 : 1))).map { _ in random.below(words.count) }
      let first = item.map { [UInt16(1 + words.count + $0)] } ?? []
      return BenchResponse(
        tokens: first + chosen.map { UInt16(1 + $0) },
        text: Array(chosen.map { words[$0] }.joined(separator: " ").utf8),
        item: item.map { Array(items[$0].utf8) })
    }
  }

  /// Token counts that responses can be made of: an item alone is no text.
  var madeTokenCounts: ClosedRange<Int> {
    let least = hasItems ? 2 : 1
    return least...max(least, maxTokens)
  }
}
