import KDCommon
import KDExport
import KDQuantize
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

/// Texts of letters, marks, signs, numbers and characters that mean something to their neighbours, cut
/// at every byte, by either rules.
@Test(arguments: TokenizerRules.allCases) func aTextCutAnywhereScoresAsTheWhole(
  rules: TokenizerRules
) throws {
  let configuration = StudentConfiguration(
    words: [
      "a", "b", "é", "don't", "5", "-", "3.5", "0.5", "=", "<", "≤", "≠", "水", "が", "กุ้", "한",
      "well",
    ], labels: ["0", "1"], embeddingSize: 8, hiddenSize: 4, denseSize: 4, rules: rules)
  let bytes = try encodeModel(
    quantize(randomStudent(configuration, scale: 1, seed: 22), calibration: [(0...17).map { $0 }]),
    Provenance(), [])
  let parts =
    Array(" a b é e\u{301} don't don’t 5 3.5 .5 1,5 - -- --- ... <= != ! = well-known".utf8)
    .split(separator: 0x20).map { Array($0) }
    + [
      " ", "  ", "\u{301}", "\u{323}", "\u{200B}", "水", "か\u{3099}", "กุ้",
      "\u{1112}\u{1161}\u{11AB}",
      "한", "\u{338}", ".", ",", "-", "'", "!", "·", "\u{FF}",
    ].map { Array($0.utf8) } + [[0xFF], [0xE2, 0x80]]
  var random = Random(seed: 23)
  try bytes.withUnsafeBytes { raw in
    let model = try Model(raw)
    #expect(model.rules == rules)
    let options = ScorerOptions()
    var scorer = try Scorer(model, options, Arena(byteCount: Scorer.byteCount(model, options)))
    for _ in 0..<3_000 {
      let text = (0..<random.below(9)).flatMap { _ in parts[random.below(parts.count)] }
      let whole = text.withUnsafeBufferPointer { scorer.score($0) }
      let logits = Array(scorer.logits)
      for cut in 0...text.count {
        let score = scoreCut(&scorer, text, cut)
        if score != whole || whole.reason.isScored && Array(scorer.logits) != logits {
          Issue.record("\(text) cut at \(cut)")
        }
      }
      for limit in 1...4 where scoreInPieces(&scorer, text, limit) != whole {
        Issue.record("\(text) in pieces of \(limit)")
      }
    }
  }
}

/// Reads `text` in two pieces.
private func scoreCut(_ scorer: inout Scorer, _ text: [UInt8], _ cut: Int) -> ScoredResponse {
  var response = scorer.beginResponse()
  let first = Array(text[..<cut])
  let read = first.withUnsafeBufferPointer { scorer.read($0, isLast: false, &response) }
  let rest = Array(text[read...])
  _ = rest.withUnsafeBufferPointer { scorer.read($0, isLast: true, &response) }
  return scorer.score(response)
}
