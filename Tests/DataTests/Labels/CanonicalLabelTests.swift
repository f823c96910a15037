import KDData
import TestSupport
import Testing

@Suite struct CanonicalLabelTests {
  @Test(arguments: [
    ("2", "2"), ("2.0", "2"), (" 2 ", "2"), ("2\u{A0}", "2"), ("=\"2\"", "2"), ("+2", "2"),
    ("02", "2"), ("2,0", "2"), ("1,5", "1.5"), ("\u{2212}1", "-1"), ("-0", "0"), ("1e1", "10"),
    ("\u{FEFF}good \u{200B}", "good"), ("nan", "nan"), ("1,000", "1,000"), ("1.2.3", "1.2.3"),
    ("0x10", "0x10"), ("", ""), ("  ", ""), ("=\"\"", ""), ("A+", "A+"),
  ])
  func spellingsOfOneLabelAreOne(_ text: String, _ label: String) {
    #expect(canonicalLabel(text) == label)
  }

  private func read(_ labels: [String], _ rules: LabelRules = LabelRules()) throws -> DataSet {
    let rows = labels.enumerated().map { "r\($0),word,\"\($1)\"\n" }.joined()
    var options = ReadOptions()
    options.labels = rules
    return try parseResponses(
      Array(("id,text,label\n" + rows).utf8), path: "d.csv", options: options)
  }

  @Test func aRowWithoutANumberAmongNumbersIsLeftOutAndNamed() throws {
    let data = try read(["1", "2", "10", "NA", "2.0", "1", "2", "absent", "1", "10"])
    #expect(data.responses.compactMap(\.label) == ["1", "2", "10", "2", "1", "2", "1", "10"])
    #expect(
      data.notes == [
        "d.csv: 2 rows left out whose label is no number, as the others' are: \"NA\", \"absent\", "
          + "lines 5, 9"
      ])
    #expect(data.droppedLabels == 2)
  }

  @Test func numbersAndNamesInAMixtureAreRefused() {
    #expect {
      try read(["1", "2", "good", "bad"])
    } throws: {
      "\($0)".hasPrefix("d.csv:4: 2 of 4 labels are numbers, this one is not, expected grades")
    }
  }

  @Test func namesWithAFewNumbersStayNames() throws {
    let data = try read(["a", "b", "c", "d", "e", "2"])
    #expect(data.responses.count == 6 && data.notes == [])
  }

  @Test func missingLabelsAreLeftOutWithTheirCount() throws {
    var rules = LabelRules()
    rules.missing = ["none", "NA"]
    let data = try read(["a", "none", "b", "NA", "none"], rules)
    #expect(data.responses.compactMap(\.label) == ["a", "b"])
    #expect(data.notes[0].contains("3 rows left out without a grade, as --missing says"))
  }

  @Test func aLabelOutsideAStatedOrderIsRefusedWithItsLine() {
    var rules = LabelRules()
    rules.order = ["low", "high"]
    #expect {
      try read(["low", "hihg"], rules)
    } throws: {
      "\($0)".hasPrefix("d.csv:3: label \"hihg\" is not among the stated ones")
    }
  }

  @Test func blankLabelsAmongOthersAreSkippedAndNamed() throws {
    let data = try read(["1", "", "2", " "])
    #expect(data.responses.count == 2 && data.droppedUnlabelled == 2)
    #expect(data.notes == ["d.csv: 2 rows left out without a label: lines 3, 5"])
  }

  @Test func labelsAreGradesByValueOrByAStatedOrderOrElseClasses() {
    #expect(LabelScale(["0", "1.5", "10"]) == .grades([0, 1.5, 10]))
    #expect(LabelScale(["a", "b"]) == .classes)
    #expect(LabelScale(["a", "c"], order: ["a", "b", "c"]) == .grades([0, 2]))
    #expect(LabelScale(["a", "x"], order: ["a", "b"]) == .classes)
  }
}
