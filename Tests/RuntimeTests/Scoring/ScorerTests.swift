import KDCommon
import KDData
import KDExport
import KDQuantize
import KDRuntime
import TestSupport
import Testing

private func withScorer<Result>(
  _ shape: StudentShape, _ body: (inout Scorer, FloatStudent) throws -> Result
) throws -> Result {
  let student = makeStudent(shape, seed: 21)
  let bytes = try makeModelBytes(shape, seed: 21)
  return try bytes.withUnsafeBytes { raw in
    let model = try Model(raw)
    let options = ScorerOptions()
    var scorer = try Scorer(model, options, Arena(byteCount: Scorer.byteCount(model, options)))
    return try body(&scorer, student)
  }
}

private func score(_ scorer: inout Scorer, _ text: String, item: String? = nil) -> ScoredResponse {
  let item = item.map { Array($0.utf8) }
  return Array(text.utf8).withUnsafeBufferPointer { text in
    guard let item else { return scorer.score(text) }
    return item.withUnsafeBufferPointer { scorer.score(text, item: $0) }
  }
}

@Test func reasonsOfAModelWithoutItems() throws {
  try withScorer(StudentShape(maxTokens: 4)) { scorer, _ in
    #expect(score(&scorer, "word1 word2").reason == .ok)
    #expect(score(&scorer, "word1, word2!", item: "ignored").reason == .ok)
    #expect(score(&scorer, "").reason == .empty)
    #expect(score(&scorer, " ?! \u{0}").reason == .empty)
    #expect(score(&scorer, "what is this").reason == .mostlyUnknown)
    #expect(score(&scorer, "word1 unknown").reason == .ok)
    #expect(score(&scorer, "word1 word1 word1 word1").reason == .ok)
    #expect(score(&scorer, "word1 word1 word1 word1 word1").reason == .truncated)
    let most = String(repeating: "a", count: Scorer.maximumByteCount)
    #expect(score(&scorer, most).reason == .mostlyUnknown)
    #expect(score(&scorer, most + "a").reason == .tooLong)
    #expect(score(&scorer, most + "a").label == -1)
    let invalid: [UInt8] = Array("word1 ".utf8) + [0xFF]
    #expect(invalid.withUnsafeBufferPointer { scorer.score($0) }.reason == .invalidUTF8)
  }
}

@Test func reasonsOfAModelWithItems() throws {
  try withScorer(StudentShape(items: 2)) { scorer, _ in
    #expect(score(&scorer, "word1", item: "Item-0").reason == .ok)
    #expect(score(&scorer, "word1", item: "item-0").reason == .unknownItem)
    #expect(score(&scorer, "word1", item: "word1").reason == .unknownItem)
    #expect(score(&scorer, "word1").reason == .unknownItem)
    #expect(score(&scorer, "word1").label >= 0)
    #expect(score(&scorer, "what is this").reason == .unknownItem)
    #expect(score(&scorer, "?").reason == .empty)
    #expect(score(&scorer, "", item: "Item-0").reason == .empty)
  }
}

/// Training and scoring see the same tokens and reasons.
@Test(arguments: TokenizerRules.allCases)
func scorerAndEncoderAgree(rules: TokenizerRules) throws {
  for items in [0, 3] {
    try withScorer(StudentShape(items: items, maxTokens: 12, rules: rules)) { scorer, student in
      let encoder = TokenEncoder(student.configuration)
      var random = Random(seed: 5)
      for _ in 0..<2_000 {
        let text = makeText(&random)
        let item = "Item-\(random.below(4))"
        let encoded = text.withUnsafeBufferPointer { encoder.encode($0, item: item) }
        let found = text.withUnsafeBufferPointer { text in
          Array(item.utf8).withUnsafeBufferPointer { scorer.score(text, item: $0) }
        }
        #expect(found.reason == encoded.reason)
        #expect(found.tokenCount == encoded.tokens.count)
        #expect(found.unknownCount == encoded.unknownCount)
        guard found.reason.isScored else { continue }
        let logits = Array(scorer.logits)
        _ = encoded.tokens.withUnsafeBufferPointer { scorer.score(tokens: $0) }
        #expect(Array(scorer.logits) == logits)
      }
    }
  }
}

@Test func probabilitiesSumToOneAndFollowTheLogits() throws {
  try withScorer(StudentShape(labels: 7)) { scorer, _ in
    let found = score(&scorer, "word3 word4 word5")
    let probabilities = Array(scorer.probabilities())
    #expect(abs(probabilities.reduce(0, +) - 1) < 1e-12)
    #expect(probabilities.max() == probabilities[found.label])
  }
}

/// The state of one response does not reach the next.
@Test func orderOfResponsesDoesNotMatter() throws {
  try withScorer(StudentShape()) { scorer, _ in
    let texts = (0..<50).map { "word\($0 % 40) word\(($0 * 7) % 40) zzz" }
    let forward = texts.map { text in
      _ = score(&scorer, text)
      return Array(scorer.logits)
    }
    let backward = texts.reversed().map { text in
      _ = score(&scorer, text)
      return Array(scorer.logits)
    }
    #expect(forward == backward.reversed())
  }
}

/// Reversing the input swaps the two directions of the LSTM exactly.
@Test func directionsAreMirrorImages() throws {
  let student = makeStudent(seed: 30)
  var mirrored = student
  let roles = [TensorRole.inputWeight, TensorRole.recurrentWeight, TensorRole.gateBias]
  for role in roles {
    let forward = student.layout[role(.forward)].range
    let reverse = student.layout[role(.reverse)].range
    mirrored.parameters.replaceSubrange(forward, with: student.parameters[reverse])
    mirrored.parameters.replaceSubrange(reverse, with: student.parameters[forward])
  }
  let dense = student.layout[.denseWeight(.hidden)]
  let width = dense.shape[1]
  for row in 0..<dense.shape[0] {
    for column in 0..<width {
      mirrored.parameters[dense.offset + row * width + column] =
        student.parameters[dense.offset + row * width + (column + width / 2) % width]
    }
  }
  var random = Random(seed: 31)
  let responses = (0..<50).map { _ in
    makeTokens(student.configuration, count: 1 + random.below(30), &random)
  }
  var results: [[[Int32]]] = []
  for (student, texts) in [(student, responses), (mirrored, responses.map { $0.reversed() })] {
    let bytes = try encodeModel(quantize(student, calibration: texts), Provenance(), [])
    try bytes.withUnsafeBytes { raw in
      results.append(try logits(Model(raw), ScorerOptions(), texts))
    }
  }
  #expect(results[0] == results[1])
}

/// é in one scalar and in two are different words by the rules 1, for training as for scoring.
@Test func wordsAreComparedByBytes() {
  let configuration = StudentConfiguration(words: ["caf\u{E9}"], labels: ["0", "1"])
  let encoder = TokenEncoder(configuration)
  #expect(encoder.encode("caf\u{E9}").tokens == [1])
  #expect(encoder.encode("cafe\u{301}").tokens == [0])
  let composing = StudentConfiguration(
    words: ["caf\u{E9}"], labels: ["0", "1"], rules: .words2)
  #expect(TokenEncoder(composing).encode("cafe\u{301}").tokens == [1])
}
