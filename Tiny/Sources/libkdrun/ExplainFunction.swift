import CKDRun
import KDRuntime

@c @implementation
public func kdrun_explain(
  _ scorer: OpaquePointer?, _ text: UnsafePointer<CChar>?, _ textSize: Int,
  _ item: UnsafePointer<CChar>?, _ itemSize: Int, _ result: UnsafeMutablePointer<kdrun_result>?,
  _ words: UnsafeMutablePointer<kdrun_word>?, _ capacity: Int, _ count: UnsafeMutablePointer<Int>?
) -> Int32 {
  count?.pointee = 0
  return call(nil) { () throws(CallError) in
    let handle = try handle(scorer)
    let result = try given(result, "result: expected a place for it, got null")
    let text = try elements(text, textSize, as: UInt8.self, "text: expected bytes")
    let item = try itemID(item, itemSize)
    guard capacity >= 0, words != nil || capacity == 0 else {
      throw .badArgument("words: expected a place for them")
    }
    let score = handle.pointee.scorer.score(text, item: item)
    result.pointee = kdrun_result(score)
    guard score.reason.isScored else { return }
    let wordCount = score.tokenCount - (handle.pointee.scorer.model.pointee.items.count > 0 ? 1 : 0)
    count?.pointee = wordCount
    let places = UnsafeMutableBufferPointer(start: words, count: min(wordCount, capacity))
    findWords(text, handle.pointee.scorer.model.pointee.rules, places)
    weighWords(&handle.pointee.scorer, score, wordCount, places)
  }
}

/// Says where the words stand in `text`.
private func findWords(
  _ text: UnsafeBufferPointer<UInt8>, _ rules: TokenizerRules,
  _ words: UnsafeMutableBufferPointer<kdrun_word>
) {
  let unread = UnsafeMutableBufferPointer<UInt8>(start: nil, count: 0)
  var scanner = WordScanner(text, rules)
  for index in words.indices where scanner.next(into: unread) {
    words[index] = kdrun_word(
      start: UInt32(scanner.wordRange.lowerBound), size: UInt32(scanner.wordRange.count),
      token: 0, reserved: 0, weight: 0)
  }
}

/// Says what the label of the response that was just scored loses without each of its words.
private func weighWords(
  _ scorer: inout Scorer, _ score: ScoredResponse, _ wordCount: Int,
  _ words: UnsafeMutableBufferPointer<kdrun_word>
) {
  guard wordCount > 0 else { return }
  let whole = scorer.probabilities()[score.label]
  let tokens = scorer.tokens + (score.tokenCount - wordCount)
  // The response without its first word; then that word back and the next one out, and so on.
  var removed = tokens[0]
  for index in 1..<wordCount { tokens[index - 1] = tokens[index] }
  for index in words.indices {
    words[index].token = Int32(removed)
    words[index].weight = whole
    if wordCount > 1 {
      scorer.encode(score.tokenCount - 1)
      scorer.dense()
      words[index].weight -= scorer.probabilities()[score.label]
    }
    swap(&tokens[index], &removed)
  }
}
