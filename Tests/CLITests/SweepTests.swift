import Foundation
import TestSupport
import Testing

@Suite struct SweepTests {
  private static let quick = ["--epochs", "2", "--max-params", "12000", "--starts", "1"]
  private static var teacher: [String] { ["--teacher", Fixture.teacher(Fixture.folder)] }

  private func rows(_ csv: String) -> [[String]] {
    csv.split(separator: "\n").map { $0.components(separatedBy: ",") }
  }

  @Test func anyNumberOfThreadsGivesTheSame() throws {
    let folder = try Folder()
    var texts: [String] = []
    for threads in ["1", "3"] {
      let run = try Run.kdrun(
        ["sweep", Fixture.folder.path, "--lambda", "0:1:0.5", "--seeds", "2", "--item-token"]
          + ["--csv", folder.file("\(threads).csv"), "--plot", folder.file("\(threads).svg")]
          + ["--threads", threads] + Self.quick + Self.teacher)
      #expect(run.exit == 0, "\(run.error)")
      #expect(run.error.isEmpty)
      texts.append(run.text)
    }
    #expect(texts[0] == texts[1])
    #expect(texts[0].hasPrefix("int8 students on dev, which also chose the epoch; mean ± "))
    #expect(texts[0].split(separator: "\n").count == 5)
    for kind in ["csv", "svg"] {
      #expect(try folder.read("1.\(kind)") == folder.read("3.\(kind)"))
    }
    let rows = rows(try folder.text("1.csv"))
    #expect(rows[0].joined(separator: ",").hasPrefix("lambda,seed,accuracy,f1_macro,f1_weighted,"))
    #expect(
      rows.dropFirst().map { $0[0] + " " + $0[1] } == [
        "0 0", "0 1", "0.5 0", "0.5 1", "1 0", "1 1",
      ])
    let picture = try folder.text("1.svg")
    #expect(picture.components(separatedBy: "<circle").count - 1 == 9)
    #expect(picture.contains(">--lambda</text>"))
  }

  /// A run of a sweep is a `distill` with the same options; the means are those of the rows.
  @Test func figuresAreThoseOfDistill() throws {
    let folder = try Folder()
    let common = [Fixture.train, "--item-token"] + Self.quick + Self.teacher
    let run = try Run.kdrun(
      ["sweep"] + common + ["--lr", "0.003,0.01", "--lambda", "0.5", "--seeds", "2", "--seed", "3"]
        + ["--csv", folder.file("s.csv"), "--json"])
    #expect(run.exit == 0, "\(run.error)")
    let report = try jsonObject(run.out)
    #expect(report["part"] as? String == "test")
    #expect(report["seeds"] as? [Int] == [3, 4])
    let points = try #require(report["points"] as? [[String: Any]])
    #expect(points.map { $0["values"] as? [String: String] } == [["lr": "0.003"], ["lr": "0.01"]])
    let rows = rows(try folder.text("s.csv")).dropFirst()
    #expect(rows.count == 4)
    for row in rows {
      let distilled = try Run.kdrun(
        ["distill"] + common + ["--lr", row[0], "--seed", row[1], "--lambda", "0.5", "--force"]
          + ["--out", folder.file("m.kdm"), "--json"])
      let single = try jsonObject(distilled.out)
      let test = try #require(single["test_fidelity"] as? [String: Any])
      for (column, name) in [(2, "accuracy_int8"), (5, "qwk_int8")] {
        // Foundation's reader is a bit off now and then.
        let (value, expected) = (Double(row[column]), test[name] as? Double)
        #expect(abs(try #require(value) - #require(expected)) < 1e-12)
      }
      #expect(Int(row[7]) == test["bytes"] as? Int)
    }
    for (point, pair) in zip(points, [rows.prefix(2), rows.suffix(2)]) {
      let values = pair.map { Double($0[2])! }
      let accuracy = try #require(point["accuracy"] as? [String: Any])
      #expect((accuracy["values"] as? [Double])?.count == 2)
      #expect(abs((accuracy["mean"] as! Double) - (values[0] + values[1]) / 2) < 1e-12)
      #expect(abs((accuracy["deviation"] as! Double) - abs(values[0] - values[1]) / 2) < 1e-12)
    }
  }

  @Test func aGridHasAllCombinations() throws {
    let run = try Run.kdrun(
      ["sweep", Fixture.folder.path, "--epochs", "1,2", "--schedule", "constant,cosine"]
        + ["--seeds", "1", "--starts", "1", "--max-params", "12000"])
    #expect(run.exit == 0, "\(run.error)")
    let rows = run.lines.dropFirst(2).map {
      $0.split(separator: " ").prefix(2).joined(separator: " ")
    }
    #expect(rows == ["1 constant", "1 cosine", "2 constant", "2 cosine"])
  }

  /// Finished runs stay in the CSV.
  @Test func interruptKeepsRows() throws {
    let folder = try Folder()
    let run = try Run.interrupted(
      ["sweep", Fixture.folder.path, "--epochs", "2,100000", "--patience", "100000"]
        + ["--seeds", "2", "--starts", "1", "--threads", "1", "--csv", folder.file("s.csv")]
    ) { (try? folder.text("s.csv"))?.contains("2,1,") == true }
    #expect(run.exit == 130)
    #expect(run.out.isEmpty && run.error.isEmpty)
    #expect(folder.names == ["s.csv"])
    let rows = rows(try folder.text("s.csv"))
    #expect(rows.map { $0.prefix(2).joined(separator: " ") } == ["epochs seed", "2 0", "2 1"])
    #expect(rows.allSatisfy { $0.count == 8 })
  }
}
