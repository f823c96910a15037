import Foundation
import KDCommon
import KDDistill
import TestSupport
import Testing

/// `--init`: a student that begins with another.
@Suite struct InitTests {
  private func train(_ out: String, _ options: [String]) throws -> Run {
    try Run.kdrun(
      ["train", Fixture.folder.path, "--epochs", "2", "--max-params", "12000", "--force", "--out"]
        + [out] + options)
  }

  @Test func beginsWithAStudentOfOtherLabelsAndWords() throws {
    let folder = try Folder()
    let rows = (0..<40).map { "the stone will \($0 % 2 == 0 ? "sink" : "glow"),\($0 % 2)" }
    let data = try folder.write("d.csv", "text,label\n" + rows.joined(separator: "\n"))
    let first = try Run.kdrun([
      "train", data, "--epochs", "2", "--force", "--out", folder.file("a.kdm"),
    ])
    #expect(first.exit == 0, "\(first.error)")
    let initial = ["--init", folder.file("a.safetensors")]
    #expect(try train(folder.file("b.kdm"), initial + ["--threads", "1"]).exit == 0)
    #expect(try train(folder.file("c.kdm"), initial + ["--threads", "2"]).exit == 0)
    #expect(try train(folder.file("d.kdm"), []).exit == 0)
    #expect(try folder.read("b.kdm") == folder.read("c.kdm"))
    #expect(try folder.read("b.kdm") != folder.read("d.kdm"))
    let inspect = try Run.kdrun(["inspect", folder.file("b.kdm"), "--json"])
    #expect(inspect.text.contains("a.safetensors"))
    #expect(inspect.text.contains(sha256(try folder.read("a.safetensors"))))
    #expect(!inspect.text.contains(folder.path + "/a.safetensors"))
  }

  @Test func aStudentThatDoesNotFitIsOneLine() throws {
    let folder = try Folder()
    let out = folder.file("m.kdm")
    let float = String(Fixture.plain.dropLast(4)) + ".safetensors"
    for (options, code, message) in [
      (
        ["--init", float, "--architecture", "ann"], 65,
        "kdrun train: \(float): architecture: expected ann, got lstm\n"
      ),
      (
        ["--init", Fixture.plain], 65,
        "kdrun train: \(Fixture.plain): expected a float student (.safetensors), got a .kdm\n"
      ),
      (
        ["--init", folder.file("none")], 66,
        "kdrun train: \(folder.file("none")): No such file or directory\n"
      ),
    ] as [([String], Int32, String)] {
      let run = try train(out, options)
      #expect(run.exit == code)
      #expect(run.error == message)
    }
    // Its own input is not written over.
    #expect(try train(Fixture.plain, ["--init", float]).exit == 73)
    #expect(folder.names.isEmpty)
  }
}
