import Foundation
import KDDistill
import TestSupport
import Testing

/// `--checkpoint-every` and `--resume`; scripts/check-resume kills at a hundred random moments.
@Suite struct ResumeTests {
  private static let options = [
    "--item-token", "--max-params", "12000", "--force", "--checkpoint-every", "64", "--resume",
  ]

  private func arguments(_ folder: Folder, epochs: String = "8", _ more: [String] = []) -> [String]
  {
    ["distill", Fixture.folder.path, "--teacher", Fixture.teacher(Fixture.folder)]
      + ["--epochs", epochs, "--out", folder.file("m.kdm")] + Self.options + more
  }

  /// Starts a run and ends it with `signal` once it has left a checkpoint.
  private func interrupt(_ folder: Folder, _ arguments: [String], _ signal: Int32) throws -> Run {
    let streams = try Folder()
    let process = try Run.start(Run.tool, arguments, streams)
    while process.isRunning && !folder.names.contains("m.checkpoint") {
      Thread.sleep(forTimeInterval: 0.005)
    }
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    return try Run.result(process, streams)
  }

  @Test func killedRunsEndInTheSameBytes() throws {
    let folder = try Folder()
    let whole = try Run.kdrun(arguments(folder))
    #expect(whole.exit == 0, "\(whole.error)")
    #expect(folder.names == ["m.kdm", "m.safetensors"])
    let expected = (try folder.read("m.kdm"), try folder.read("m.safetensors"))
    let streams = try Folder()
    for trial in 0..<6 {
      for name in folder.names { try folder.remove(name) }
      let threads = ["--threads", "\(1 + trial % 3)"]
      for kills in 0...trial % 2 {
        let run = try Run.start(Run.tool, arguments(folder, threads), streams)
        Thread.sleep(forTimeInterval: 0.02 + 0.05 * Double(trial + kills))
        kill(run.processIdentifier, SIGKILL)
        run.waitUntilExit()
      }
      let resumed = try Run.kdrun(arguments(folder, ["--threads", "\(3 - trial % 3)"]))
      #expect(resumed.exit == 0, "\(resumed.error)")
      #expect(try folder.read("m.kdm") == expected.0)
      #expect(try folder.read("m.safetensors") == expected.1)
      #expect(!folder.names.contains("m.checkpoint"))
    }
  }

  @Test func interruptLeavesTheCheckpoint() throws {
    let folder = try Folder()
    let long = arguments(folder, epochs: "100000", ["--patience", "100000"])
    #expect(try interrupt(folder, long, SIGINT).exit == 130)
    #expect(folder.names == ["m.checkpoint"])
  }

  @Test func aCheckpointOfSomethingElseIsRefusedByName() throws {
    let folder = try Folder()
    let long = arguments(folder, epochs: "100000", ["--patience", "100000"])
    #expect(try interrupt(folder, long, SIGKILL).exit == 1009)
    let path = folder.file("m.checkpoint")
    let before = try folder.read("m.checkpoint")
    for (options, name) in [
      (["--lr", "0.01"], "learning_rate 0.003, now it is 0.01"),
      (["--seed", "1"], "seed 0, now it is 1"),
      (["--clip", "1"], "clip not given, now it is 1.0"),
    ] {
      let run = try Run.kdrun(long + options)
      #expect(run.exit == 65)
      #expect(
        run.error == "kdrun distill: \(path): made with \(name); a run goes on only with the same "
          + "data, options and version\n")
    }
    let data = try Folder()
    try data.write("train.csv", try Fixture.folder.read("train.csv"))
    let dev = try Fixture.folder.text("dev.csv")
    try data.write("dev.csv", dev.replacingOccurrences(of: " the ", with: " a "))
    let other = try Run.kdrun(long.map { $0 == Fixture.folder.path ? data.path : $0 })
    #expect(other.exit == 65)
    #expect(other.error.hasPrefix("kdrun distill: \(path): made with data "))
    #expect(try folder.read("m.checkpoint") == before)
    try folder.write("m.checkpoint", Array(before.dropLast(1000)))
    let damaged = try Run.kdrun(long)
    #expect(damaged.exit == 65)
    #expect(
      damaged.error == "kdrun distill: \(path): not a checkpoint of kdrun, or a damaged one\n")
  }
}
