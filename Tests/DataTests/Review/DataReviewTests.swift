import KDData
import TestSupport
import Testing

@Suite struct DataReviewTests {
  private func warnings(
    _ rows: [String], maxTokens: Int = 200, isSplit: Bool = true, hasRemarks: Bool = false
  ) throws
    -> [String]
  {
    let text = "id,text,label\n" + rows.enumerated().map { "r\($0),\($1)\n" }.joined()
    let data = try parseResponses(Array(text.utf8), path: "d.csv", options: ReadOptions())
    let split = isSplit ? try DataSplit(splitting: data, seed: 0) : nil
    let review = DataReview([data], split: split, maxTokens: maxTokens)
    return hasRemarks ? review.remarks : review.warnings
  }

  /// Different texts, of which nothing is to be said.
  private let plain = (0..<200).map { "answer number \($0),\($0 % 2)" }

  @Test func nothingIsSaidOfGoodData() throws {
    #expect(try warnings(plain) == [])
  }

  @Test func sameWordsWithDifferentLabelsAreNamed() throws {
    let pair = ["It floats!,1", "it FLOATS,0"]
    let text = "d.csv:202: warning: the same words have label \"1\" here and \"0\" on line 203"
    #expect(try warnings(plain + pair, hasRemarks: true) == [text])
    #expect(try warnings(plain + pair) == [])
    let more = (0..<5).flatMap { ["thing \($0),1", "thing \($0),0"] }
    #expect(try warnings(plain + pair + more) == [text + ", and 5 more texts differ so"])
  }

  @Test func textsOnBothSidesOfTheSplitAreCounted() throws {
    let found = try warnings((0..<200).map { "answer \($0 % 2),\($0 % 2)" })
    #expect(found.contains { $0.contains("60 of 60 dev and test answers have the words") })
  }

  @Test func labelsThatDifferInCaseAloneAreNamed() throws {
    let rows = (0..<200).map { "answer number \($0),\(["High", "high", "low", "A+", "A"][$0 % 5])" }
    #expect(
      try warnings(rows) == [
        "warning: labels that differ in case alone are classes of their own: \"High\", \"high\""
      ])
  }

  @Test func cutAnswersAreCounted() throws {
    let long = String(repeating: "word ", count: 12)
    let found = try warnings(plain + ["\(long)a,1", "\(long)b,0"], maxTokens: 10)
    #expect(found.count == 1 && found[0].contains("2 of 202 answers are longer than the 10 words"))
  }

  @Test func rowsThatAQuoteSwallowedAreNamed() throws {
    let swallowed = (0..<10).map { "r9\($0),text,1\n" }.joined()
    let found = try warnings(plain + ["\"it floats\n\(swallowed)\",1"])
    #expect(found.count == 1 && found[0].contains("10 lines that look like rows"))
  }

  @Test func oneClassOverAllAndTooFewAnswersAreNamed() throws {
    let found = try warnings((0..<200).map { "answer number \($0),\($0 < 196 ? 1 : 0)" })
    #expect(found.contains { $0.contains("of 140 labels are \"1\"") })
    let few = try warnings(Array(plain.prefix(30)))
    #expect(few.contains { $0.contains("21 labelled answers to learn from are few") })
    #expect(try warnings(Array(plain.prefix(30)), isSplit: false) == [])
  }
}
