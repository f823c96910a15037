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
    var count = 0
    var isItemUnknown = false
    if plan.itemTable.nameCount > 0 {
      tokens[0] = 0
      if let item { tokens[0] = itemToken(item) }
      isItemUnknown = tokens[0] == 0
      count = 1
    }
    guard text.count <= Scorer.maximumByteCount else { return .nothing(.tooLong) }
    let wordStart = count
    var unknownCount = 0
    var isTruncated = false
    let (words, word, tokens, maxTokens) = (plan.wordTable, word, tokens, model.maxTokens)
    var scanner = WordScanner(text)
    while scanner.next(into: word) {
      if count == maxTokens {
        isTruncated = true
        break
      }
      let key = scanner.key
      var token: UInt16 = 0
      if key.byteCount <= word.count {
        let index = words.index(of: word.baseAddress!, key, base)
        token = UInt16(truncatingIfNeeded: index &+ 1)
      }
      if token == 0 { unknownCount &+= 1 }
      tokens[count] = token
      count &+= 1
    }
    if count == wordStart && !isTruncated { return .nothing(.empty) }
    let reason = Reason.ofScored(
      isItemUnknown: isItemUnknown, isTruncated: isTruncated, foundInvalid: scanner.foundInvalid,
      unknownCount: unknownCount, wordCount: count - wordStart)
    return Tokenized(count: count, unknownCount: unknownCount, reason: reason)
  }

  /// Copies token ids, checked.
  package mutating func load(_ ids: UnsafeBufferPointer<UInt16>) -> Tokenized {
    if ids.isEmpty { return .nothing(.empty) }
    let count = min(ids.count, model.maxTokens)
    let (tokens, vocabularyCount) = (tokens, model.vocabularyCount)
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

  private func itemToken(_ item: UnsafeBufferPointer<UInt8>) -> UInt16 {
    guard let start = item.baseAddress else { return 0 }
    let index = plan.itemTable.index(of: start, NameKey(item), base)
    return index < 0 ? 0 : UInt16(1 + model.wordCount + index)
  }
}
