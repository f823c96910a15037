import Foundation
import TestSupport
import Testing

@Suite struct HelpTests {
  private static let snapshots = Repository.url("Tests/CLITests/Snapshots")

  /// Help is compared whole with a file; `KDRUN_RECORD=1` writes the files anew.
  @Test(arguments: [
    "kdrun", "distill", "train", "sweep", "compare", "tune", "score", "eval", "export", "inspect",
    "bench",
    "profile", "doctor", "sample",
  ])
  func helpIsAsRecorded(_ verb: String) throws {
    let run = try Run.kdrun(verb == "kdrun" ? ["--help"] : [verb, "--help"])
    #expect(run.exit == 0)
    #expect(run.error.isEmpty)
    // The number of cores is the machine's.
    let cores = "[\(ProcessInfo.processInfo.activeProcessorCount), all cores]"
    let text = run.text.replacingOccurrences(of: cores, with: "[N, all cores]")
    let file = Self.snapshots.appendingPathComponent("help-\(verb).txt")
    if ProcessInfo.processInfo.environment["KDRUN_RECORD"] == "1" {
      try Data(text.utf8).write(to: file)
    }
    #expect(text == String(decoding: try Data(contentsOf: file), as: UTF8.self))
    for line in text.split(separator: "\n") { #expect(line.count <= 100, "\(line)") }
  }

  @Test func everyVerbIsInTheList() throws {
    let text = try Run.kdrun(["--help"]).text
    let recorded = try FileManager.default.contentsOfDirectory(atPath: Self.snapshots.path)
    #expect(recorded.count == 14)
    for name in recorded where name != "help-kdrun.txt" {
      let verb = name.dropFirst("help-".count).dropLast(".txt".count)
      #expect(text.contains("\n  \(verb) "))
    }
  }
}
