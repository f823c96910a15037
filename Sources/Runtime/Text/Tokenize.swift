// The first stage of a score: text or ids → tokens in the arena.

/// The tokens of one response, now in the arena.
package struct Tokenized {
  /// Tokens to score; 0 when there is nothing to score.
  package let count: Int
  /// How many of them are not in the vocabulary.
  package let unknownCount: Int
  package let reason: Reason

  static func nothing(_ reason: Reason) -> Tokenized {
    Tokenized(count: 0, unknownCount: 0, reason: reason)
  }
}

extension Scorer {
  /// Reads the words of a text, after the item's token when the model has items.
  package mutating func tokenize(
    _ text: UnsafeBufferPointer<UInt8>, item: UnsafeBufferPointer<UInt8>? = nil
  ) -> Tokenized {
    var response = beginResponse(item: item)
    guard text.count <= Scorer.maximumByteCount else { return .nothing(.tooLong) }
    _ = read(text, isLast: true, &response)
    return response.tokenized
  }

  /// Copies token ids, checked.
  package mutating func tokenize(ids: UnsafeBufferPointer<UInt16>) -> Tokenized {
    if ids.isEmpty { return .nothing(.empty) }
    let count = min(ids.count, model.pointee.maxTokens)
    let (tokens, vocabularyCount) = (tokens, model.pointee.vocabularyCount)
    var unknownCount = 0
    for index in 0..<count {
      let isKnown = ids[index] > 0 && Int(ids[index]) < vocabularyCount
      tokens[index] = isKnown ? ids[index] : 0
      unknownCount &+= isKnown ? 0 : 1
    }
    let reason = Reason.ofScored(
      isTruncated: ids.count > count, foundInvalid: false, unknownCount: unknownCount,
      wordCount: count)
    return Tokenized(count: count, unknownCount: unknownCount, reason: reason)
  }
}
