import KDData
import KDDistill
import TestSupport
import Testing

@Suite struct TeacherCheckTests {
  private let responses = (1...100).map {
    Response(id: "\($0)", item: "", text: "x", label: "\($0 / 2 % 2)")
  }

  /// A teacher that knows the labels, its ids by `id`.
  private func teacher(_ id: (Int) -> String) throws -> SoftLabels {
    let rows = (1...100).map { number in
      let label = number / 2 % 2
      return "{\"id\":\"\(id(number))\",\"probs\":{\"\(label)\":0.9,\"\(1 - label)\":0.1}}\n"
    }
    return try SoftLabels(
      Array(rows.joined().utf8), path: "t.jsonl", labels: ["0", "1"], for: responses)
  }

  @Test func aTeacherOfTheseResponsesIsNotSpokenOf() throws {
    let check = TeacherCheck(try teacher { "\($0)" }, responses)
    #expect(check.notes(known: nil) == [] && !check.isChance && check.right == 100)
  }

  @Test func idsThatShiftAreAsGoodAsChance() throws {
    let check = TeacherCheck(try teacher { "\($0 - 1)" }, responses)
    #expect(check.isChance)
    #expect {
      try check.check()
    } throws: {
      "\($0)".hasPrefix("t.jsonl: the teacher agrees with the labels no better than chance")
    }
  }

  @Test func rowsOfOtherIdsAreToldOnBothSides() throws {
    let soft = try teacher { $0 < 10 ? "00\($0)" : "\($0)" }
    let notes = TeacherCheck(soft, responses).notes(known: Set(responses.map { $0.id }))
    #expect(
      notes == [
        "t.jsonl: 9 rows of 100, such as \"001\", belong to no response that was read",
        "t.jsonl: 9 of 100 responses, such as \"1\", have no soft labels",
      ])
  }
}
