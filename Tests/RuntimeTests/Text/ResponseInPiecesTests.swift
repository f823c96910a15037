import KDRuntime
import TestSupport
import Testing

/// Texts with every kind of word end: blanks, punctuation, apostrophes, wide characters, bytes
/// that are not UTF-8, a word beyond any vocabulary's.
private let texts: [[UInt8]] = [
  Array("word1 word2, word3!".utf8), Array("don't 'word1' word2’s word3’".utf8),
  Array("WORD1''word2 Ünïcode naïve。word3 一二三、word4".utf8),
  [0x77, 0x6F, 0x72, 0x64, 0x31, 0xE2, 0x80, 0x20, 0xF0, 0x9F, 0x99, 0x82, 0xFF, 0x61],
  Array(
    (String(repeating: "long", count: 40) + " word1 " + String(repeating: "é'", count: 50)).utf8),
  Array("a b c d e f g h i j k l m n o p q r s t u v w x y z".utf8), [], [0x20], [0xE2, 0x80],
]

/// Reads `text` in pieces of at most `limit` bytes, more where a word needs it.
private func scoreInPieces(_ scorer: inout Scorer, _ text: [UInt8], _ limit: Int) -> ScoredResponse
{
  var response = scorer.beginResponse()
  var start = 0
  var end = 0
  while end < text.count {
    end = min(end + limit, text.count)
    let piece = Array(text[start..<end])
    start += piece.withUnsafeBufferPointer { scorer.read($0, isLast: false, &response) }
  }
  let rest = Array(text[start...])
  _ = rest.withUnsafeBufferPointer { scorer.read($0, isLast: true, &response) }
  return scorer.score(response)
}

@Test func piecesScoreAsTheWhole() throws {
  let bytes = try makeModelBytes(StudentShape(maxTokens: 12), seed: 21)
  try bytes.withUnsafeBytes { raw in
    let model = try Model(raw)
    let options = ScorerOptions()
    var scorer = try Scorer(model, options, Arena(byteCount: Scorer.byteCount(model, options)))
    for text in texts {
      let whole = text.withUnsafeBufferPointer { scorer.score($0) }
      let logits = Array(scorer.logits)
      for limit in 1...max(1, text.count) {
        let score = scoreInPieces(&scorer, text, limit)
        #expect(score == whole, "\(text) in pieces of \(limit)")
        if whole.reason.isScored { #expect(Array(scorer.logits) == logits) }
      }
    }
  }
}
