// A response read in pieces, so that one of any length fits a small buffer.

/// How far a response was read; its tokens are in the arena.
public struct ResponseInPieces {
  /// Tokens so far, the item's included.
  private(set) var tokenCount = 0
  private(set) var unknownCount = 0
  /// Whether words were left out because the model takes no more tokens: the rest is not looked at.
  public private(set) var isTruncated = false
  private var foundInvalid = false
  private let hasItem: Bool
  private let isItemUnknown: Bool

  init(item token: UInt16?) {
    hasItem = token != nil
    isItemUnknown = token == 0
    tokenCount = hasItem ? 1 : 0
  }

  @inline(__always)
  mutating func add(tokens: Int, unknown: Int, isTruncated: Bool, foundInvalid: Bool) {
    tokenCount &+= tokens
    unknownCount &+= unknown
    self.isTruncated = isTruncated
    self.foundInvalid = self.foundInvalid || foundInvalid
  }

  /// What is to be scored.
  var tokenized: Tokenized {
    let wordCount = tokenCount - (hasItem ? 1 : 0)
    if wordCount == 0 && !isTruncated { return .nothing(.empty) }
    let reason = Reason.ofScored(
      isItemUnknown: isItemUnknown, isTruncated: isTruncated, foundInvalid: foundInvalid,
      unknownCount: unknownCount, wordCount: wordCount)
    return Tokenized(count: tokenCount, unknownCount: unknownCount, reason: reason)
  }
}

extension Scorer {
  /// Begins a response, which `read` goes on with and `score(_: ResponseInPieces)` ends.
  public mutating func beginResponse(item: UnsafeBufferPointer<UInt8>? = nil) -> ResponseInPieces {
    if plan.pointee.items.nameCount == 0 { return ResponseInPieces(item: nil) }
    tokens[0] = 0
    if let item { tokens[0] = itemToken(item) }
    return ResponseInPieces(item: tokens[0])
  }

  /// Reads the words of the next piece of a response in UTF-8, which may be cut anywhere.
  ///
  /// Returns how many bytes were read. A word or character that touches the end may go on; unless
  /// the piece is the last, its bytes are not read, and the next piece must begin with them.
  /// `Scorer.maximumByteCount` is for the caller to keep.
  public mutating func read(
    _ piece: UnsafeBufferPointer<UInt8>, isLast: Bool, _ response: inout ResponseInPieces
  ) -> Int {
    if response.isTruncated { return piece.count }
    let text = isLast ? piece : wholeCharacters(piece)
    let (words, word, tokens) = (plan.pointee.words, word, tokens + response.tokenCount)
    let room = model.pointee.maxTokens &- response.tokenCount
    var scanner = WordScanner(text, model.pointee.rules)
    var count = 0
    var unknownCount = 0
    var isTruncated = false
    var end = -1
    while scanner.next(into: word) {
      if !isLast && scanner.isAtEnd {
        end = scanner.wordRange.lowerBound
        break
      }
      if count == room {
        isTruncated = true
        end = text.count
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
    response.add(
      tokens: count, unknown: unknownCount, isTruncated: isTruncated,
      foundInvalid: scanner.foundInvalid)
    if end < 0 { end = isLast ? text.count : scanner.unread }
    return end
  }

  /// Scores what was read.
  public mutating func score(_ response: ResponseInPieces) -> ScoredResponse {
    score(response.tokenized)
  }

  private func itemToken(_ item: UnsafeBufferPointer<UInt8>) -> UInt16 {
    guard let start = item.baseAddress else { return 0 }
    let index = plan.pointee.items.index(of: start, NameKey(item), base)
    return index < 0 ? 0 : UInt16(1 + model.pointee.words.count + index)
  }
}

/// `text` without the character at its end if bytes of that are missing.
private func wholeCharacters(_ text: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
  var start = text.count
  while start > 0, text.count - start < 3 {
    start -= 1
    let byte = text[start]
    if byte < 0x80 { break }
    if byte >= 0xC0 {
      let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
      if text.count - start < length { return UnsafeBufferPointer(rebasing: text[..<start]) }
      break
    }
  }
  return text
}
