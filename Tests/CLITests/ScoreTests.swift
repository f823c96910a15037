import Foundation
import TestSupport
import Testing

@Suite struct ScoreTests {
  /// One line a response, exactly design.md's members, probabilities of six decimals.
  @Test func jsonLinesHaveTheDocumentedForm() throws {
    let run = try Run.kdrun(["score", Fixture.plain, "--format", "jsonl", "the plant grows", ""])
    #expect(run.exit == 0)
    #expect(run.lines.count == 2)
    let pattern =
      #"^\{"id":1,"label":"[^"]+","probs":\{("[^"]+":[01]\.[0-9]{6},?)+\},"reason":"[a-z_0-9]+"\}$"#
    #expect(run.lines[0].range(of: pattern, options: .regularExpression) != nil, "\(run.lines[0])")
    #expect(run.lines[1] == #"{"id":2,"label":null,"probs":{},"reason":"empty"}"#)
    let object = try jsonObject(run.lines[0].utf8)
    let probs = try #require(object["probs"] as? [String: Double])
    #expect(abs(probs.values.reduce(0, +) - 1) < 1e-5)
    #expect(probs[try #require(object["label"] as? String)] == probs.values.max())
  }

  @Test func logitsAreIntegersAtTheEnd() throws {
    let run = try Run.kdrun(["score", Fixture.plain, "--json", "--logits", "the plant grows"])
    #expect(
      run.text.range(of: #","logits":\[(-?[0-9]+,?)+\]\}\n$"#, options: .regularExpression) != nil)
  }

  @Test func textShowsLabelConfidenceAndReason() throws {
    let run = try Run.kdrun(["score", Fixture.plain, "zzz qqq www"])
    #expect(run.text.contains("  confidence "))
    #expect(
      run.text.hasSuffix("  doubtful: more than half of its words are unknown to the model\n"))
    #expect(run.error == "kdrun: score: 1 of 1 responses need a look: mostly_unknown 1\n")
    let empty = try Run.kdrun(["score", Fixture.plain, "..."])
    #expect(empty.text == "not scored: no word in it\n")
  }

  @Test func csvHasAHeader() throws {
    let run = try Run.kdrun(["score", Fixture.plain, "--format", "csv", "the plant grows", ""])
    #expect(run.lines.count == 3)
    #expect(run.lines[0].hasPrefix("id,label,confidence,reason,p_"))
    let fields = run.lines[0].components(separatedBy: ",").count
    #expect(run.lines[1].components(separatedBy: ",").count == fields)
    #expect(run.lines[2] == "2,,,empty" + String(repeating: ",", count: fields - 4))
  }

  /// Ids go out as they came in, whatever is in them and wherever in the id it is.
  @Test func idsAreEscaped() throws {
    let marks = ["\"", "\\", "\u{1}", "\u{1f}", "\u{7f}", "é", "😀", "\t", "\n", "\r", ",", "/"]
    let ids = marks.flatMap { mark in
      (0..<18).map {
        String(repeating: "x", count: $0) + mark + String(repeating: "y", count: 17 - $0)
      }
    }
    let csv = "id,text\n" + ids.map { "\"\($0.replacing("\"", with: "\"\""))\",a\n" }.joined()
    let run = try Run.kdrun(
      ["score", Fixture.plain, "--input", "csv", "--json"], input: Array(csv.utf8))
    let found = try run.lines.map { try jsonObject($0.utf8)["id"] as? String }
    #expect(found == ids)
    #expect(run.lines[4 * 18].hasPrefix("{\"id\":\"\\u007fyyyyyyyyyyyyyyyyy\","))
    let back = try Run.kdrun(
      ["score", Fixture.plain, "--input", "jsonl", "--format", "csv"],
      input: Array(run.text.replacing(",\"label\"", with: ",\"text\":\"a\",\"label\"").utf8))
    for (index, id) in ids.enumerated() where !id.contains(where: \.isNewline) {
      let isQuoted = id.contains("\"") || id.contains(",")
      let field = isQuoted ? "\"\(id.replacing("\"", with: "\"\""))\"" : id
      #expect(back.text.contains("\n\(field),"), "row \(index + 1)")
    }
  }

  /// The same responses in every form give the same results.
  @Test func everyInputFormGivesTheSame() throws {
    let folder = try Folder()
    let rows = Fixture.devRows
    #expect(rows.count > 10)
    let tsv = rows.map { "\($0[1])\t\($0[2])\n" }.joined()
    let jsonl = rows.map { "{\"id\":\"\($0[0])\",\"item\":\"\($0[1])\",\"text\":\"\($0[2])\"}\n" }
      .joined()
    let table = try folder.write(
      "d.csv", "id,item,text,label\n" + rows.map { $0.joined(separator: ",") + "\n" }.joined())
    let csv = try Run.kdrun(["score", Fixture.items, "--data", table, "--json"])
    let others = [
      try Run.kdrun(["score", Fixture.items, "--input", "tsv", "--json"], input: Array(tsv.utf8)),
      try Run.kdrun(
        ["score", Fixture.items, "--data", folder.write("d.jsonl", jsonl), "--json"]),
    ]
    #expect(csv.exit == 0)
    #expect(csv.lines.count == rows.count)
    for run in others { #expect(results(run) == results(csv)) }
    // With ids, the lines are the same altogether.
    #expect(others[1].out == csv.out)
    let ids = csv.lines.map { $0.components(separatedBy: "\"")[3] }
    #expect(ids == rows.map { $0[0] })
  }

  private func results(_ run: Run) -> [Substring] {
    run.lines.map { $0[$0.range(of: ",\"label\"")!.lowerBound...] }
  }

  @Test func itemsComeFromTheDataOrTheOption() throws {
    let item = Fixture.devRows[0][1]
    let text = Fixture.devRows[0][2]
    let none = try Run.kdrun(["score", Fixture.items, "--json", text])
    #expect(none.text.hasSuffix("},\"reason\":\"unknown_item\"}\n"))
    #expect(!none.text.contains("null"))
    let wrong = try Run.kdrun(["score", Fixture.items, "--json", "--item", "no such", text])
    #expect(wrong.out == none.out)
    let right = try Run.kdrun(["score", Fixture.items, "--json", "--item", item, text])
    let first = try Run.kdrun(
      ["score", Fixture.items, "--input", "tsv", "--json"], input: Array("\(item)\t\(text)".utf8))
    #expect(!right.text.contains("null"))
    #expect(right.out == first.out)
  }

  @Test func kernelsAndFoldingGiveTheSame() throws {
    let reference = try Run.kdrun(
      ["score", Fixture.items, "--data", Fixture.dev, "--json", "--logits"])
    for options in [["--kernel", "scalar"], ["--kernel", "simd128"], ["--no-fold"]] {
      let run = try Run.kdrun(
        ["score", Fixture.items, "--data", Fixture.dev, "--json", "--logits"] + options)
      #expect(run.out == reference.out, "\(options)")
    }
  }

  @Test func tokensAreScoredAsTheyAre() throws {
    let run = try Run.kdrun(
      ["score", Fixture.plain, "--input", "tokens", "--json"], input: Array("1 2 3\n\n0 0\r\n".utf8)
    )
    #expect(run.exit == 0)
    #expect(
      run.lines.map { $0.components(separatedBy: "\"reason\":")[1] } == [
        "\"ok\"}", "\"empty\"}", "\"mostly_unknown\"}",
      ])
    for bad in ["1 x", "1 -2", "70000", "1,2"] {
      let run = try Run.kdrun(
        ["score", Fixture.plain, "--input", "tokens", "--json"], input: Array("1\n\(bad)\n".utf8))
      #expect(run.exit == 65)
      #expect(run.lines.count == 1, "the line before is written")
      #expect(run.error.hasPrefix("kdrun score: standard input:2: byte "))
    }
  }

  /// A float student gives nearly the same probabilities as its int8 model.
  @Test func floatStudentIsScoredToo() throws {
    let float = try Run.kdrun(
      ["score", Fixture.folder.file("plain.safetensors"), "--data", Fixture.dev, "--json"])
    let integer = try Run.kdrun(["score", Fixture.plain, "--data", Fixture.dev, "--json"])
    #expect(float.exit == 0)
    #expect(float.lines.count == integer.lines.count)
    let same = zip(float.lines, integer.lines).count {
      $0.components(separatedBy: "\"")[7] == $1.components(separatedBy: "\"")[7]
    }
    #expect(Double(same) >= 0.9 * Double(float.lines.count))
    let logits = try Run.kdrun(
      ["score", Fixture.folder.file("plain.safetensors"), "--logits", "text"])
    #expect(logits.exit == 64)
  }

  @Test func localeAndZoneChangeNothing() throws {
    let reference = try Run.kdrun(["score", Fixture.items, "--data", Fixture.dev, "--json"])
    for locale in ["C", "tr_TR.UTF-8", "de_DE.UTF-8", "fa_IR", "ru_RU.CP1251"] {
      let run = try Run.shell(
        "LC_ALL=\(locale) TZ=Asia/Kathmandu $K score '\(Fixture.items)' --data '\(Fixture.dev)' --json"
      )
      #expect(run.out == reference.out, "\(locale)")
    }
  }
}
