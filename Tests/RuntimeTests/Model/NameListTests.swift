import KDRuntime
import TestSupport
import Testing

/// A model with as many words as a file can hold, and one with as many items. A walk from the start
/// for each name would take minutes.
@Test(.timeLimit(.minutes(1)), arguments: [(65_534, 0), (1, 65_533)])
func listingEveryNameTakesOneWalk(words: Int, items: Int) throws {
  let shape = StudentShape(
    words: words, items: items, labels: 2, embedding: 1, hidden: 1, dense: 1)
  let bytes = try makeModelBytes(shape, seed: 4)
  try bytes.withUnsafeBytes { raw in
    let model = try Model(raw)
    let options = ScorerOptions(isFolded: false)
    let scorer = try Scorer(model, options, Arena(byteCount: Scorer.byteCount(model, options)))
    var (wordSum, itemSum) = (0, 0)
    let repeats = 20
    for _ in 0..<repeats {
      for word in model.words { wordSum += word.count }
      for index in 0..<model.items.count { itemSum += scorer.item(index).count }
    }
    #expect(wordSum == repeats * (0..<words).reduce(0) { $0 + "word\($1)".utf8.count })
    #expect(itemSum == repeats * (0..<items).reduce(0) { $0 + "Item-\($1)".utf8.count })
  }
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
