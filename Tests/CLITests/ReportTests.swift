import Foundation
import TestSupport
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// `--report R.html` of `distill`, `train` and `eval`.
@Suite struct ReportTests {
  private static let quick = ["--epochs", "3", "--max-params", "12000", "--starts", "1", "--force"]
  private static let data = Fixture.folder.path
  private static let teacher = Fixture.teacher(Fixture.folder)

  private func distill(_ folder: Folder, _ more: [String]) throws -> [String: Any] {
    let run = try Run.kdrun(
      ["distill", Self.data, "--teacher", Self.teacher, "--item-token", "--json"]
        + ["--out", folder.file("m.kdm")] + Self.quick + more)
    #expect(run.exit == 0, "\(run.error)")
    return try jsonObject(run.out)
  }

  private func isXML(_ page: String) -> Bool {
    XMLParser(data: Data(page.utf8)).parse()
  }

  /// The page without what was measured.
  private func lasting(_ page: String) throws -> String {
    let parts = page.components(separatedBy: "<!-- measured: ")
    #expect(parts.count == 3)
    return parts[0] + parts[2]
  }

  private func places(_ value: Any?, _ places: Int) throws -> String {
    String(format: "%.\(places)f", try #require(value as? Double))
  }

  @Test func theModelStaysTheSameAndSoDoesThePage() throws {
    let (plain, first, second) = (try Folder(), try Folder(), try Folder())
    _ = try distill(plain, [])
    let report = try distill(first, ["--report", first.file("r.html"), "--threads", "1"])
    _ = try distill(second, ["--report", second.file("r.html"), "--threads", "2"])
    #expect(report["report"] as? String == first.file("r.html"))
    for name in ["m.kdm", "m.safetensors"] {
      #expect(try first.read(name) == plain.read(name))
    }
    #expect(first.names == ["m.kdm", "m.safetensors", "r.html"])
    #expect(try lasting(first.text("r.html")) == lasting(second.text("r.html")))
  }

  @Test func thePageOfDistill() throws {
    let folder = try Folder()
    let report = try distill(
      folder,
      ["--report", folder.file("r.html"), "--lambda", "0.5", "--schedule", "cosine", "--qat"])
    let page = try folder.text("r.html")
    #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
    #expect(isXML(page))
    for foreign in ["http", "<script", "<link", "@import", "url(", "<img"] {
      #expect(!page.contains(foreign), "\(foreign)")
    }
    let inspection = try jsonObject(Run.kdrun(["inspect", folder.file("m.kdm"), "--json"]).out)
    let provenance = try #require(inspection["provenance"] as? [String: Any])
    let fidelity = try #require(report["fidelity"] as? [String: Any])
    let teacher = try #require(provenance["teacher_sha256"] as? String)
    for part in [
      "accuracy \(try places(fidelity["accuracy_int8"], 4))",
      "QWK \(try places(fidelity["qwk_int8"], 4))",
      "int8: accuracy \(try places(fidelity["accuracy_int8"], 4))",
      "float: accuracy \(try places(fidelity["accuracy_float"], 4))", "teacher: accuracy ",
      try #require(provenance["data_sha256"] as? String), teacher,
      try #require(inspection["sha256"] as? String), "chosen: epoch \(report["best_epoch"] ?? "")",
      "<h2>Training at int8</h2>", "Time a question", "calibration error",
      "validation, rolling mean",
      // Given, and left as it was.
      "<td class=\"given\">0.5</td>", "<td class=\"given\">cosine</td>",
      "--patience</th><td>10</td>",
    ] {
      #expect(page.contains(part), "\(part)")
    }
    #expect(!page.contains(folder.path), "paths stay out of it")
    #expect(!page.contains(Self.data))
  }

  /// Labels side by side, worked out again from the scores.
  @Test func agreementAndDifferences() throws {
    let folder = try Folder()
    let run = try Run.kdrun([
      "eval", Fixture.items, Fixture.dev, "--report", folder.file("e.html"), "--json",
      "--teacher", Self.teacher, "--student", Fixture.folder.file("items.safetensors"),
    ])
    #expect(run.exit == 0, "\(run.error)")
    let figures = try jsonObject(run.out)
    let page = try folder.text("e.html")
    #expect(isXML(page))
    #expect(page.contains("int8: accuracy \(try places(figures["accuracy"], 4))"))
    func probabilities(_ lines: some Sequence<String>) throws -> [String: [String: Double]] {
      var rows: [String: [String: Double]] = [:]
      for line in lines {
        let row = try jsonObject(line.utf8)
        rows[try #require(row["id"] as? String)] = row["probs"] as? [String: Double]
      }
      return rows
    }
    let student = try probabilities(
      Run.kdrun(["score", Fixture.items, "--data", Fixture.dev, "--json"]).lines)
    let teacher = try probabilities(
      Fixture.folder.text("teacher.jsonl").split(separator: "\n").map(String.init))
    func best(_ row: [String: Double]) -> String { row.max { $0.value < $1.value }?.key ?? "" }
    var (same, divergence) = (0, 0.0)
    for (id, row) in student {
      let other = try #require(teacher[id])
      if best(row) == best(other) { same += 1 }
      for (label, p) in other where p >= 1e-6 {
        divergence += p * (log(p) - log(max(row[label] ?? 0, 1e-6)))
      }
    }
    #expect(student.count > 50)
    let (share, mean) = (
      100 * Double(same) / Double(student.count), divergence / Double(student.count)
    )
    let wanted =
      "<th scope=\"row\">int8 with teacher</th><td>\(student.count)</td>\n"
      + "<td>\(try places(share, 2)) %</td>\n<td>\(try places(mean, 4))</td>"
    #expect(page.contains(wanted), "\(wanted)")
  }

  /// Whatever stands in a response, it stays text.
  @Test func responsesAreEscaped() throws {
    let folder = try Folder()
    let data = try folder.write(
      "<b>.csv",
      """
      id,text,label
      <i>,"<script>alert(""1"")</script> & 'the wood floats'",0
      two,"]]> --> \u{FFFE} \u{1} \u{202E} &amp; the stone",1

      """)
    let run = try Run.kdrun(["eval", Fixture.plain, data, "--report", folder.file("r.html")])
    #expect(run.exit == 0, "\(run.error)")
    let page = try folder.text("r.html")
    #expect(isXML(page))
    #expect(!page.contains("<script"))
    #expect(!page.contains("<b>"))
    #expect(!page.contains("<i>"))
    let text = "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;the wood floats&#39;"
    #expect(page.contains(text))
    #expect(page.contains("&amp;amp; the stone"))
  }

  /// One file is split, and what nothing was chosen by is shown.
  @Test func theTestPart() throws {
    let folder = try Folder()
    let run = try Run.kdrun(
      [
        "distill", Fixture.train, "--teacher", Self.teacher, "--json", "--out",
        folder.file("m.kdm"),
      ]
        + ["--report", folder.file("r.html")] + Self.quick)
    #expect(run.exit == 0, "\(run.error)")
    let fidelity = try #require(try jsonObject(run.out)["test_fidelity"] as? [String: Any])
    let page = try folder.text("r.html")
    #expect(page.contains("Everything below is about test."))
    #expect(page.contains("int8: accuracy \(try places(fidelity["accuracy_int8"], 4))"))
    for row in ["teacher, test", "int8, test", "teacher, dev", "int8, dev"] {
      #expect(page.contains("<th scope=\"row\">\(row)</th>"), "\(row)")
    }
  }

  @Test func withoutATeacherAndInStages() throws {
    let folder = try Folder()
    let train = try Run.kdrun(
      ["train", Self.data, "--out", folder.file("m.kdm"), "--report", folder.file("r.html")]
        + Self.quick)
    #expect(train.exit == 0, "\(train.error)")
    #expect(train.text.contains("wrote       \(folder.file("m.kdm")), "))
    let page = try folder.text("r.html")
    #expect(isXML(page))
    #expect(!page.contains("teacher:"))
    let stages = try folder.write(
      "s.json",
      """
      {"stages": [{"data": "\(Self.data)", "epochs": 1, "starts": 1},
        {"data": "\(Self.data)", "epochs": 2, "starts": 1}]}
      """)
    let run = try Run.kdrun([
      "distill", "--stages", stages, "--out", folder.file("s.kdm"), "--force", "--report",
      folder.file("s.html"),
    ])
    #expect(run.exit == 0, "\(run.error)")
    #expect(folder.names.filter { $0.hasSuffix(".html") } == ["r.html", "s.html"])
    #expect(try folder.text("s.html").contains("2 epochs; "))
  }
}
