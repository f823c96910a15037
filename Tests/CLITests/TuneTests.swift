import Foundation
import TestSupport
import Testing

@Suite struct TuneTests {
  private static let quick = ["--epochs", "2", "--max-params", "12000", "--patience", "2"]
  private static var teacher: [String] { ["--teacher", Fixture.teacher(Fixture.folder)] }

  private func arguments(_ folder: Folder, _ more: [String] = []) -> [String] {
    ["tune", Fixture.folder.path, "--item-token", "--trials", "5", "--fraction", "0.4"]
      + ["--out", folder.file("s.json")] + Self.quick + Self.teacher + more
  }

  private func trials(_ folder: Folder) throws -> [[String: Any]] {
    try folder.text("s.trials.jsonl").split(separator: "\n").map { try jsonObject(Array($0.utf8)) }
  }

  @Test func anyNumberOfThreadsAndAnyBreakGiveTheSame() throws {
    let (one, three) = (try Folder(), try Folder())
    let runs = try [(one, "1"), (three, "3")].map { folder, threads in
      let run = try Run.kdrun(arguments(folder, ["--threads", threads]))
      #expect(run.exit == 0, "\(run.error)")
      #expect(run.error.isEmpty)
      return run
    }
    #expect(runs[0].lines.dropLast() == runs[1].lines.dropLast())
    for name in ["s.json", "s.trials.jsonl"] { #expect(try one.read(name) == three.read(name)) }
    let trials = try trials(one)
    #expect(trials.map { $0["trial"] as? Int } == [1, 2, 3, 4, 5])
    let defaults = try #require(trials[0]["settings"] as? [String: Any])
    #expect(defaults["lr"] as? Double == 0.003)
    #expect(defaults["schedule"] as? String == "constant")
    // The file has the settings of the best trial that beats the defaults in every fold, and those
    // that were given.
    func folds(_ trial: [String: Any]) -> [Double] { trial["fold_log_loss"] as! [Double] }
    let better = trials.filter { trial in
      zip(folds(trial), folds(trials[0])).allSatisfy { $0 < $1 }
    }
    let best =
      better.min { ($0["log_loss"] as! Double) < ($1["log_loss"] as! Double) } ?? trials[0]
    let settings = try jsonObject(one.read("s.json"))
    for (name, value) in try #require(best["settings"] as? [String: Any]) {
      #expect("\(value)" == settings[name].map { "\($0)" })
    }
    #expect(settings["max-params"] as? Int == 12000)

    // Two trials and a half first, then the rest.
    let folder = try Folder()
    let half = try Run.kdrun(arguments(folder).map { $0 == "5" ? "2" : $0 })
    #expect(half.exit == 0, "\(half.error)")
    #expect(try self.trials(folder).count == 2)
    let resumed = try Run.kdrun(arguments(folder, ["--resume"]))
    #expect(resumed.exit == 0, "\(resumed.error)")
    for name in ["s.json", "s.trials.jsonl"] { #expect(try one.read(name) == folder.read(name)) }
    let other = try Run.kdrun(arguments(folder, ["--resume", "--seed", "1"]))
    #expect(other.exit == 65)
    #expect(
      other.error
        == "kdrun tune: \(folder.file("s.trials.jsonl")):1: made with other data, options "
        + "or version; expected those of this run\n")
    #expect(try one.read("s.trials.jsonl") == folder.read("s.trials.jsonl"))
  }

  @Test func interruptKeepsTheBest() throws {
    let folder = try Folder()
    let run = try Run.interrupted(
      arguments(folder, ["--threads", "1"]).map { $0 == "5" ? "10000" : $0 }
    ) { (try? trials(folder).count) ?? 0 >= 3 }
    #expect(run.exit == 130)
    #expect(run.out.isEmpty && run.error.isEmpty)
    #expect(folder.names == ["s.json", "s.trials.jsonl"])
    #expect(try jsonObject(folder.read("s.json"))["lr"] is Double)
  }

  @Test func budgets() throws {
    let folder = try Folder()
    let none = try Run.kdrun(arguments(folder, ["--budget-seconds", "0"]))
    #expect(none.exit == 65)
    #expect(
      none.error == "kdrun tune: \(folder.file("s.json")): nothing written: no trial has ended\n")
    // The sample's words fit well below 30,000 parameters.
    let plain = [
      "tune", Fixture.train, "--trials", "2", "--epochs", "1", "--out", folder.file("s.json"),
    ]
    let small = try Run.kdrun(plain + ["--budget-bytes", "16000"])
    #expect(small.exit == 0, "\(small.error)")
    let settings = try jsonObject(folder.read("s.json"))
    #expect((2..<400).contains(try #require(settings["vocab-size"] as? Int)))
    let model = folder.file("m.kdm")
    let run = try Run.kdrun(
      ["train", Fixture.train, "--settings", folder.file("s.json"), "--force", "--out", model])
    #expect(run.exit == 0, "\(run.error)")
    let byteCount = try folder.read("m.kdm").count
    #expect(byteCount <= 16_000 && byteCount > 15_000, "\(byteCount)")
    let tiny = try Run.kdrun(plain + ["--budget-bytes", "1000"])
    #expect(tiny.exit == 64)
    #expect(tiny.error.hasPrefix("kdrun tune: option --budget-bytes: expected at least "))
  }

  @Test func settingsStandForOptions() throws {
    let folder = try Folder()
    let settings = try folder.write(
      "s.json", "{\"lr\":0.01,\"schedule\":\"cosine\",\"item-token\":true}")
    func distill(_ name: String, _ options: [String]) throws -> [UInt8] {
      let run = try Run.kdrun(
        ["distill", Fixture.folder.path, "--force", "--out", folder.file(name)] + Self.quick
          + Self.teacher + options)
      #expect(run.exit == 0, "\(run.error)")
      return try folder.read(name)
    }
    let given = try distill("a.kdm", ["--lr", "0.01", "--schedule", "cosine", "--item-token"])
    #expect(try distill("b.kdm", ["--settings", settings]) == given)
    let other = try distill("c.kdm", ["--lr", "0.02", "--schedule", "cosine", "--item-token"])
    #expect(try distill("d.kdm", ["--settings", settings, "--lr", "0.02"]) == other)
  }

  @Test func aWrongSettingsFileIsOneLine() throws {
    let folder = try Folder()
    let path = folder.file("s.json")
    for (text, message) in [
      ("{", "byte 2: expected a key in quotes"), ("[]", "expected an object of options"),
      ("{\"lrr\":1}", "unknown option --lrr; did you mean --lr?"),
      ("{\"out\":\"m.kdm\"}", "\"out\" belongs on the command line"),
      ("{\"settings\":\"t.json\"}", "\"settings\" belongs on the command line"),
      ("{\"lr\":null}", "\"lr\": expected a string, a number or a boolean, got null"),
    ] {
      try folder.write("s.json", text)
      let run = try Run.kdrun(
        ["distill", Fixture.folder.path, "--settings", path, "--out", folder.file("m.kdm")])
      #expect(run.exit == 65)
      #expect(run.error == "kdrun distill: \(path): \(message)\n")
      #expect(folder.names == ["s.json"])
    }
  }
}
