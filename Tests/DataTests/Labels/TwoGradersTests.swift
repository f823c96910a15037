import KDData
import TestSupport
import Testing

@Suite struct TwoGradersTests {
  /// - Parameter rows: the first person's label and the second's.
  private func read(
    _ rows: [(String, String)], _ graders: Graders, order: [String]? = nil, missing: [String] = []
  ) throws -> DataSet {
    var options = ReadOptions()
    options.columns.secondLabel = "label2"
    var rules = LabelRules()
    (rules.graders, rules.order, rules.missing) = (graders, order, missing)
    options.labels = rules
    let table = rows.enumerated().map { "r\($0),word,\($1.0),\($1.1)\n" }.joined()
    return try parseResponses(
      Array(("id,text,label,Label 2\n" + table).utf8), path: "d.csv", options: options)
  }

  @Test func theFirstsLabelIsLearntAndBothAreKept() throws {
    let data = try read([("1", "2"), ("2", "2.0"), ("0", "")], .first)
    #expect(data.responses.map(\.label) == ["1", "2", "0"])
    #expect(data.labelPairs.map(\.first) == ["1", "2"])
    #expect(data.labelPairs.map(\.second) == ["2", "2"])
  }

  @Test func theMeanIsTheNearestGradeAndOfTwoTheOneOfTheFirst() throws {
    let data = try read([("0", "2"), ("1", "2"), ("2", "1"), ("0", "3"), ("3", "0")], .mean)
    #expect(data.responses.map(\.label) == ["1", "1", "2", "1", "2"])
  }

  @Test func theMeanOfAStatedOrderIsByPlace() throws {
    let data = try read(
      [("low", "high"), ("mid", "mid")], .mean, order: ["low", "mid", "high"])
    #expect(data.responses.map(\.label) == ["mid", "mid"])
  }

  @Test func theMeanOfClassesIsRefused() {
    #expect {
      try read([("yes", "no"), ("no", "no")], .mean)
    } throws: {
      "\($0)".contains("the labels are classes, which have no mean, expected grades")
    }
  }

  @Test func rowsWithoutAMajorityAreLeftOutAndNamed() throws {
    let data = try read([("a", "a"), ("a", "b"), ("b", "")], .majority)
    #expect(data.responses.map(\.label) == ["a", "b"])
    #expect(data.droppedLabels == 1 && data.labelPairs.count == 2)
    #expect(
      data.notes.last == "d.csv: 1 row left out on which the two graders differ: \"a\", line 3")
  }

  @Test func whereTheFirstGaveNoneTheSecondsCountsUnlessTheFirstsAreLearntAlone() throws {
    let rows = [("", "2"), ("NA", "1"), ("1", "NA"), ("2", "2")]
    let mean = try read(rows, .mean, missing: ["NA"])
    #expect(mean.responses.map(\.label) == ["2", "1", "1", "2"])
    let first = try read(rows, .first, missing: ["NA"])
    #expect(first.responses.map(\.label) == ["1", "2"])
    #expect(first.droppedUnlabelled == 1 && first.droppedLabels == 1)
  }

  @Test func aSecondLabelThatIsNoGradeIsPassedOverAndNamed() throws {
    let data = try read([("1", "2"), ("2", "absent"), ("0", "1")], .mean)
    #expect(data.responses.map(\.label) == ["1", "2", "0"])
    #expect(data.labelPairs.count == 2)
    #expect(data.notes.last?.contains("with a second label that is no grade") == true)
  }

  @Test func oneColumnIsNotTwoPeople() {
    var options = ReadOptions()
    options.columns.secondLabel = "Label"
    #expect {
      try parseResponses(Array("id,text,label\na,b,1\n".utf8), path: "d.csv", options: options)
    } throws: {
      "\($0)".contains("the second label's column is the first's")
    }
  }

  @Test func keysOfJSONAreFoundInAnotherSpelling() throws {
    var options = ReadOptions()
    options.columns.secondLabel = "label 2"
    let lines = "{\"ID\":\"007\",\"Text\":\"wood\",\"LABEL\":1,\"Label2\":2}\n"
    let data = try parseResponses(Array(lines.utf8), path: "d.jsonl", options: options)
    #expect(data.responses[0].id == "007" && data.responses[0].label == "1")
    #expect(data.labelPairs.map(\.second) == ["2"])
    #expect(
      data.notes[0].hasPrefix("d.jsonl: read with id from \"ID\", text from \"Text\", label from"))
  }
}
