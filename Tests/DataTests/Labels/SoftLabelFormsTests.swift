import KDData
import TestSupport
import Testing

/// Soft labels in the forms in which people and programs write them.
@Suite struct SoftLabelFormsTests {
  private let responses = ["a", "b"].map { Response(id: $0, item: "q", text: "x", label: "1") }

  private func read(_ text: String, _ name: String = "t.jsonl") throws -> SoftLabels {
    try SoftLabels(Array(text.utf8), path: name, labels: ["0", "1", "2"], for: responses)
  }

  @Test func probabilitiesOfTwoDecimalsAreDividedByTheirSumAndCounted() throws {
    let soft = try read(
      "{\"id\":\"a\",\"probs\":{\"0\":0.33,\"1\":0.33,\"2\":0.33}}\n"
        + "{\"id\":\"b\",\"probs\":{\"0\":0.2,\"1\":0.8}}\n")
    #expect(soft.rows["a"]!.allSatisfy { abs($0 - 1 / 3) < 1e-6 })
    #expect(soft.rows["b"]! == [0.2, 0.8, 0])
    #expect(soft.dividedCount == 1)
    #expect(throws: DataError.self) { try read("{\"id\":\"a\",\"probs\":{\"0\":0.9}}") }
  }

  @Test func logitsBecomeProbabilities() throws {
    let soft = try read("{\"id\":\"a\",\"logits\":{\"0\":1,\"1\":1,\"2\":-700}}\n")
    #expect(abs(soft.rows["a"]![0] - 0.5) < 1e-6 && soft.rows["a"]![2] < 1e-6)
  }

  @Test func aClassMoreIsIgnoredWhenItsProbabilityIsZero() throws {
    let soft = try read("{\"id\":\"a\",\"probs\":{\"1\":1,\"9\":0}}\n")
    #expect(soft.rows["a"] == [0, 1, 0])
    #expect(throws: DataError.self) {
      try read("{\"id\":\"a\",\"probs\":{\"1\":0.9,\"9\":0.1}}\n")
    }
  }

  @Test(arguments: [
    "[{\"id\":\"a\",\"probs\":{\"0\":0.5,\"1.0\":0.5}},\n{\"id\":\"b\",\"probs\":{\"2\":1}}]",
    "{\n  \"id\": \"a\",\n  \"probs\": {\"0\": 0.5, \"1\": 0.5}\n}\n{\n  \"id\": \"b\",\n"
      + "  \"probs\": {\"2\": 1}\n}\n",
    "id,0,1,2\na,0.5,0.5,0\nb,0,0,1\n", "Id;p_0;p_1;p_2;note\na;0,5;0,5;0;x\nb;0;0;1;y\n",
  ])
  func arraysPrintedObjectsAndTablesAreRead(_ text: String) throws {
    let soft = try read(text, "t.txt")
    #expect(soft.rows == ["a": [0.5, 0.5, 0], "b": [0, 0, 1]])
  }

  @Test func anythingElseIsNamed() {
    #expect {
      try read("name,good\na,1\n", "t.csv")
    } throws: {
      "\($0)".hasPrefix("t.csv: neither JSON Lines nor a table with a column \"id\"")
    }
  }
}
