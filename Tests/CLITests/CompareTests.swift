import Foundation
import TestSupport
import Testing

@Suite struct CompareTests {
  private static let quick = ["--epochs", "3", "--max-params", "12000", "--starts", "1"]
  private static var teacher: [String] { ["--teacher", Fixture.teacher(Fixture.folder)] }

  private func report(_ arguments: [String]) throws -> [String: Any] {
    let run = try Run.kdrun(["compare"] + arguments + ["--json"])
    #expect(run.exit == 0, "\(run.error)")
    return try jsonObject(run.out)
  }

  /// Values of a measure by row.
  private func values(_ report: [String: Any], _ measure: String) throws -> [String: [Double]] {
    let rows = try #require(report["rows"] as? [[String: Any]])
    #expect(rows.map { $0["name"] as? String } == ["teacher", "ann", "student", "distilled"])
    return Dictionary(
      uniqueKeysWithValues: try rows.map { row in
        let figures = try #require(row[measure] as? [String: Any])
        return (row["name"] as! String, try #require(figures["values"] as? [Double]))
      })
  }

  @Test func rowsAreThoseOfDistillAndTrain() throws {
    let folder = try Folder()
    let common = [Fixture.train, "--item-token", "--seed", "5"] + Self.quick
    let all = try report(
      common + Self.teacher + ["--seeds", "2", "--loss", "kl", "--alpha", "0.7"]
        + ["--csv", folder.file("c.csv")])
    #expect(all["part"] as? String == "test")
    let accuracy = try values(all, "accuracy")
    for (name, arguments) in [
      ("ann", ["train", "--architecture", "ann"]), ("student", ["train"]),
      ("distilled", ["distill", "--loss", "kl", "--alpha", "0.7"] + Self.teacher),
    ] {
      let run = try Run.kdrun(
        arguments + common + ["--force", "--json", "--out", folder.file("m.kdm")])
      #expect(run.exit == 0, "\(run.error)")
      let single = try jsonObject(run.out)
      let test = try #require(single["test_fidelity"] as? [String: Any])
      let expected = try #require(test["accuracy_int8"] as? Double)
      #expect(abs(try #require(accuracy[name])[0] - expected) < 1e-12, "\(name)")
    }
    let lines = try folder.text("c.csv").split(separator: "\n")
    #expect(lines.count == 1 + 4 * 2)
    #expect(lines[1].hasPrefix("teacher,5,") && lines[1].hasSuffix(",,"))
    #expect(lines[8].hasPrefix("distilled,6,"))
  }

  /// Counted by hand from the teacher's file.
  @Test func theTeachersRow() throws {
    let report = try report(
      [Fixture.folder.path, "--item-token", "--seeds", "1"] + Self.quick + Self.teacher)
    #expect(report["part"] as? String == "dev")
    var most: [String: String] = [:]
    for line in try Fixture.folder.text("teacher.jsonl").split(separator: "\n") {
      let row = try jsonObject(line.utf8)
      let probabilities = row["probs"] as! [String: Double]
      most[row["id"] as! String] =
        probabilities.max { ($0.value, $1.key) < ($1.value, $0.key) }!.key
    }
    let rows = try Fixture.folder.text("dev.csv").split(separator: "\n").dropFirst()
    let right = rows.count { row in
      most[row.components(separatedBy: ",")[0]] == row.components(separatedBy: ",").last
    }
    let teacher = try #require(try values(report, "accuracy")["teacher"])
    #expect(abs(teacher[0] - Double(right) / Double(rows.count)) < 1e-12)
  }

  @Test func text() throws {
    let arguments =
      ["compare", Fixture.folder.path, "--item-token", "--seeds", "2"] + Self.quick + Self.teacher
    let run = try Run.kdrun(arguments + ["--threads", "1"])
    #expect(run.exit == 0 && run.error.isEmpty, "\(run.error)")
    #expect(run.lines[0].hasPrefix("int8 students on dev, which also chose the epoch; mean ± "))
    #expect(run.lines[2].hasPrefix("teacher"))
    #expect(run.lines[6].hasPrefix("distilled student above the ANN in accuracy: "))
    #expect(try Run.kdrun(arguments + ["--threads", "3"]).text == run.text)
  }
}
