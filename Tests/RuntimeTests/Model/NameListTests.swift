import KDRuntime
import TestSupport
import Testing

/// Best of a few times, in seconds, of listing every name of a model once.
private func secondsOfListing(words: Int, items: Int) throws -> Double {
  let shape = StudentShape(
    words: words, items: items, labels: 2, embedding: 1, hidden: 1, dense: 1)
  let bytes = try makeModelBytes(shape, seed: 4)
  return try bytes.withUnsafeBytes { raw in
    let model = try Model(raw)
    let options = ScorerOptions(isFolded: false)
    let scorer = try Scorer(model, options, Arena(byteCount: Scorer.byteCount(model, options)))
    var best = Double.infinity
    for _ in 0..<5 {
      var (wordSum, itemSum) = (0, 0)
      let start = ContinuousClock.now
      for word in model.words { wordSum += word.count }
      for index in 0..<model.items.count { itemSum += scorer.item(index).count }
      best = min(best, (ContinuousClock.now - start) / .seconds(1))
      #expect(wordSum == (0..<words).reduce(0) { $0 + "word\($1)".utf8.count })
      #expect(itemSum == (0..<items).reduce(0) { $0 + "Item-\($1)".utf8.count })
    }
    return best
  }
}

/// As many words as a file can hold, and as many items, against a sixteenth: linear work is near 16
/// times, a walk from the start for each name near 256.
@Test(
  .enabled(if: isOptimized, "compares times"), arguments: [(65_534, 0), (1, 65_533)])
func listingEveryNameTakesOneWalk(words: Int, items: Int) throws {
  let part = try secondsOfListing(words: max(words / 16, 1), items: items / 16)
  let whole = try secondsOfListing(words: words, items: items)
  #expect(whole < 80 * part + 0.05, "\(part) s, \(whole) s")
}

@Test func everyNameIsTheOneThatWasWritten() throws {
  let bytes = try makeModelBytes(StudentShape(words: 3, items: 2, labels: 2), seed: 5)
  try bytes.withUnsafeBytes { raw in
    let model = try Model(raw)
    func texts(_ names: NameList) -> [String] { names.map { String(decoding: $0, as: UTF8.self) } }
    #expect(texts(model.words) == ["word0", "word1", "word2"])
    #expect(texts(model.items) == ["Item-0", "Item-1"])
    #expect(texts(model.labels) == ["label 0", "label 1"])
    let options = ScorerOptions()
    let scorer = try Scorer(model, options, Arena(byteCount: Scorer.byteCount(model, options)))
    for (index, label) in model.labels.enumerated() {
      #expect(scorer.label(index).elementsEqual(label))
      #expect(model.labels[index].elementsEqual(label))
    }
    for (index, item) in model.items.enumerated() {
      #expect(scorer.item(index).elementsEqual(item))
    }
  }
  let without = try makeModelBytes(StudentShape(items: 0), seed: 5)
  try without.withUnsafeBytes { raw in
    let model = try Model(raw)
    #expect(Array(model.items).isEmpty)
  }
}
