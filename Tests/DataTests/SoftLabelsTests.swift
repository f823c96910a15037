import KDCommon
import KDData
import TestSupport
import Testing

private let responses = ["a", "b"].map { Response(id: $0, item: "q", text: "x", label: "1") }

private func row(_ id: String, _ probabilities: String) -> String {
  "{\"id\": \"\(id)\", \"item\": \"q\", \"probs\": {\(probabilities)}}\n"
}

private let good = row("a", "\"0\": 0.25, \"1\": 0.75")

private func refusal(_ text: String) throws -> String {
  let folder = try Folder()
  let path = try folder.write("t.jsonl", text)
  return refusal(in: folder) {
    _ = try SoftLabels(path: path, labels: ["0", "1"], for: responses)
  }
}

/// A second line and how it is refused.
private let bad: [(String, String)] = [
  (
    row("b", "\"0\": 0.4, \"1\": 0.5"),
    "D/t.jsonl:2: probabilities do not sum to 1, expected 1 ± 0.001, or what rounding to two decimals leaves, got 0.9"
  ),
  (
    row("b", "\"0\": 0.52, \"1\": 0.5"),
    "D/t.jsonl:2: probabilities do not sum to 1, expected 1 ± 0.001, or what rounding to two decimals leaves, got 1.02"
  ),
  (
    row("b", ""),
    "D/t.jsonl:2: probabilities do not sum to 1, expected 1 ± 0.001, or what rounding to two decimals leaves, got 0.0"
  ),
  (
    row("b", "\"0\": NaN, \"1\": 1"),
    "D/t.jsonl:2: bad probability of \"0\", expected a finite number of at least 0, got NaN"
  ),
  (
    row("b", "\"0\": Infinity, \"1\": 1"),
    "D/t.jsonl:2: bad probability of \"0\", expected a finite number of at least 0, got Infinity"
  ),
  (
    row("b", "\"0\": 1e999, \"1\": 1"),
    "D/t.jsonl:2: bad probability of \"0\", expected a finite number of at least 0, got 1e999"
  ),
  (
    row("b", "\"0\": -0.5, \"1\": 1.5"),
    "D/t.jsonl:2: bad probability of \"0\", expected a finite number of at least 0, got -0.5"
  ),
  (
    row("b", "\"0\": \"0.5\", \"1\": 0.5"),
    "D/t.jsonl:2: bad probability of \"0\", expected a finite number of at least 0, got a string"
  ),
  (
    row("b", "\"0\": 0.5, \"2\": 0.5"),
    "D/t.jsonl:2: unknown label \"2\", expected one of \"0\", \"1\""
  ),
  (good, "D/t.jsonl:2: id \"a\" is there twice, first on line 1"),
  ("{\"probs\":{}}", "D/t.jsonl:2: no id, expected a string or number under key \"id\""),
  (
    "{\"id\":\"b\",\"p\":1}",
    "D/t.jsonl:2: no probabilities, expected an object under key \"probs\" or \"logits\", "
      + "got keys \"id\", \"p\""
  ),
  ("not json", "D/t.jsonl:2: not JSON at column 1: expected a value"),
  ("{\"id\":\"b\"", "D/t.jsonl:2: not JSON at column 10: expected a comma or }"),
]

@Suite struct SoftLabelsTests {
  @Test func readsNeededRowsAndTheirDigest() throws {
    let folder = try Folder()
    // A label left out is 0; a row of another item may have its own labels; sums may be rounded.
    let text = good + "\n" + row("z", "\"7\": 1.0") + "{\"id\":\"b\",\"probs\":{\"1\":0.9991}}"
    let soft = try SoftLabels(
      path: try folder.write("t.jsonl", text), labels: ["0", "1"], for: responses)
    #expect(soft.rows == ["a": [0.25, 0.75], "b": [0, 0.9991]])
    #expect(soft.labels == ["0", "1"])
    #expect(soft.sha256 == sha256(Array(text.utf8)))
  }

  @Test func readsNumbersAsIds() throws {
    let folder = try Folder()
    let path = try folder.write("t.jsonl", "{\"id\": 12, \"probs\": {\"0\": 1e0}}")
    let response = Response(id: "12", item: "", text: "x", label: nil)
    #expect(try SoftLabels(path: path, labels: ["0"], for: [response]).rows == ["12": [1]])
  }

  @Test(arguments: bad)
  func refuses(_ second: String, _ expected: String) throws {
    #expect(try refusal(good + second) == expected)
  }

  @Test func refusesNULAndInvalidUTF8() throws {
    let at = good.utf8.count
    #expect(try refusal(good + "\0") == "D/t.jsonl:2: NUL byte at byte \(at)")
    let folder = try Folder()
    let path = try folder.write("t.jsonl", Array(good.utf8) + [0x22, 0xFF])
    let found = refusal(in: folder) {
      _ = try SoftLabels(path: path, labels: ["0", "1"], for: responses)
    }
    #expect(found == "D/t.jsonl:2: invalid UTF-8 at byte \(at + 1)")
  }

  @Test func refusesAnEmptyAMissingAndALongFile() throws {
    #expect(
      try refusal("")
        == "D/t.jsonl: none of the 2 responses has soft labels, expected rows with their ids, "
        + "got 0 rows")
    #expect(
      try refusal(row("z", "\"0\": 1"))
        == "D/t.jsonl: none of the 2 responses has soft labels, expected rows with their ids, "
        + "got 1 rows")
    #expect(
      try refusal(good + String(repeating: " ", count: 16 << 20))
        == "D/t.jsonl:2: row too long, expected at most 1048576 bytes")
    let folder = try Folder()
    #expect(throws: DataError.noInput(file: folder.path + "/x", what: "no such file or folder")) {
      try SoftLabels(path: folder.path + "/x", labels: ["0", "1"], for: responses)
    }
  }

  @Test func alteredFilesAreReadOrRefusedInOneLine() throws {
    let folder = try Folder()
    let bytes = Array((good + row("b", "\"0\": 0.5e0, \"1\": 0.5")).utf8)
    let alphabet = Array("{}[]\":,.\\u0+-eEN\n".utf8) + [0xC3, 0xA9]
    var random = Random(seed: 5)
    var refused = 0
    for _ in 0..<1500 {
      var altered = bytes
      for _ in 0...random.below(2) {
        altered[random.below(altered.count)] = alphabet[random.below(alphabet.count)]
      }
      altered.removeLast(random.below(3) == 0 ? random.below(altered.count) : 0)
      let path = try folder.write("t.jsonl", altered)
      let found = refusal(in: folder) {
        _ = try SoftLabels(path: path, labels: ["0", "1"], for: responses)
      }
      #expect(found.isEmpty || found.hasPrefix("D/t.jsonl:") && !found.contains("\n"))
      if !found.isEmpty { refused += 1 }
    }
    #expect(refused > 1000 && refused < 1500)
  }
}
