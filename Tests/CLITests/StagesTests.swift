import Foundation
import TestSupport
import Testing

/// `--stages FILE.json`: distillations in a row.
@Suite struct StagesTests {
  private static let common = ["--force", "--epochs", "2", "--max-params", "12000"]

  @Test func twoStagesAreTwoCommands() throws {
    let (commands, staged) = (try Folder(), try Folder())
    let data = Fixture.folder.path
    let first = try Run.kdrun(
      ["train", data, "--out", commands.file("m-stage1.kdm")] + Self.common)
    #expect(first.exit == 0, "\(first.error)")
    let second = try Run.kdrun(
      ["distill", data, "--teacher", Fixture.teacher(Fixture.folder), "--item-token", "--init"]
        + [commands.file("m-stage1.safetensors"), "--out", commands.file("m.kdm")] + Self.common)
    #expect(second.exit == 0, "\(second.error)")
    let file = try staged.write(
      "s.json",
      """
      {"stages": [
        {"data": "\(data)", "epochs": 2, "max-params": 12000, "item-token": false},
        {"data": "\(data)", "teacher": ["\(Fixture.teacher(Fixture.folder))"], "item-token": true,
         "epochs": 2, "max-params": "12000"}
      ]}
      """)
    let run = try Run.kdrun(
      ["distill", "--stages", file, "--out", staged.file("m.kdm"), "--force", "--json"])
    #expect(run.exit == 0, "\(run.error)")
    let stages = try #require(jsonObject(run.out)["stages"] as? [[String: Any]])
    #expect(stages.count == 2)
    for name in ["m-stage1.kdm", "m-stage1.safetensors", "m.kdm", "m.safetensors"] {
      #expect(try staged.read(name) == commands.read(name), "\(name)")
    }
  }

  @Test func aWrongFileIsOneLine() throws {
    let folder = try Folder()
    let path = folder.file("s.json")
    for (text, message) in [
      ("{", "byte 2: expected a key in quotes"),
      ("[]", "expected {\"stages\":[…]} with at least one stage"),
      ("{\"stages\":[]}", "expected {\"stages\":[…]} with at least one stage"),
      ("{\"stages\":[1]}", "stage 1: expected an object, got a number"),
      ("{\"stages\":[{\"epochs\":2}]}", "stage 1: expected \"data\", a path"),
      (
        "{\"stages\":[{\"data\":\"d\"},{\"data\":\"d\",\"epoch\":2}]}",
        "stage 2: unknown option --epoch; did you mean --epochs?"
      ),
      (
        "{\"stages\":[{\"data\":\"d\",\"epochs\":\"many\"}]}",
        "stage 1: option --epochs: expected a whole number from 1 to 100000, got \"many\""
      ),
      (
        "{\"stages\":[{\"data\":\"d\",\"out\":\"m.kdm\"}]}",
        "stage 1: \"out\" belongs on the command line"
      ),
      (
        "{\"stages\":[{\"data\":\"d\"},{\"data\":\"d\",\"init\":\"s\"}]}",
        "stage 2: \"init\" is the stage before it"
      ),
      (
        "{\"stages\":[{\"data\":\"d\",\"lr\":null}]}",
        "stage 1: \"lr\": expected a string, a number or a boolean, got null"
      ),
    ] {
      try folder.write("s.json", text)
      let run = try Run.kdrun(["distill", "--stages", path, "--out", folder.file("m.kdm")])
      #expect(run.exit == 65)
      #expect(run.error == "kdrun distill: \(path): \(message)\n")
      #expect(folder.names == ["s.json"])
    }
  }

  @Test func optionsOfAStageDoNotStandOnTheCommandLine() throws {
    let folder = try Folder()
    let path = try folder.write("s.json", "{\"stages\":[{\"data\":\"d\"}]}")
    for (arguments, other) in [(["--lr", "1"], "--lr"), (["data"], "DATA")] {
      let run = try Run.kdrun(
        ["distill", "--stages", path, "--out", folder.file("m.kdm")] + arguments)
      #expect(run.exit == 64)
      #expect(run.error == "kdrun distill: --stages and \(other) exclude each other\n")
    }
  }
}
