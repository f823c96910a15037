import Foundation
import TestSupport
import Testing

/// `--pool` and `--select`: responses without a label.
@Suite struct PoolTests {
  private static let quick = ["--epochs", "2", "--max-params", "12000", "--starts", "1", "--force"]
  private static let teacher = Fixture.teacher(Fixture.folder)

  /// A folder whose training part lost every other label, and the same with those responses in a
  /// pool.
  private func folders() throws -> (whole: Folder, parted: Folder, count: Int) {
    let (whole, parted) = (try Folder(), try Folder())
    let lines = try Fixture.folder.text("train.csv").split(separator: "\n").map(String.init)
    var (bare, labelled, pool) = ([lines[0]], [lines[0]], [lines[0]])
    for (index, line) in lines.dropFirst().enumerated() {
      let text = index % 2 == 0 ? line : String(line[...line.lastIndex(of: ",")!])
      if index % 2 == 0 { labelled.append(text) } else { pool.append(text) }
    }
    // Labelled rows first, as they stand when a pool is added.
    bare += labelled.dropFirst() + pool.dropFirst()
    for (folder, rows) in [(whole, bare), (parted, labelled)] {
      try folder.write("train.csv", rows.joined(separator: "\n") + "\n")
      try folder.write("dev.csv", Fixture.folder.read("dev.csv"))
    }
    try parted.write("pool.csv", pool.joined(separator: "\n") + "\n")
    return (whole, parted, pool.count - 1)
  }

  private func distill(
    _ folder: Folder, _ options: [String], out: String = "m.kdm"
  ) throws -> (run: Run, report: [String: Any]) {
    let run = try Run.kdrun(
      ["distill", folder.path, "--teacher", Self.teacher, "--item-token", "--json"]
        + ["--out", folder.file(out)] + Self.quick + options)
    let report = try? jsonObject(run.out)
    return (run, report ?? [:])
  }

  /// A row without a label learns from its soft labels, wherever it stands.
  @Test func aPoolIsAsRowsWithoutALabel() throws {
    let (whole, parted, count) = try folders()
    let alone = try distill(parted, [], out: "alone.kdm")
    #expect(alone.run.exit == 0, "\(alone.run.error)")
    for options in [
      [], ["--loss", "kl", "--alpha", "0.6"], ["--shortcut-penalty", "1"],
      ["--teacher", Self.teacher, "--teacher-weights", "confidence"], ["--select", "40"],
    ] {
      // Only the weights are compared: the digest of the data differs.
      let rows = try distill(whole, options)
      #expect(rows.run.exit == 0, "\(rows.run.error)")
      let pool = try distill(parted, options + ["--pool", parted.file("pool.csv")])
      #expect(pool.run.exit == 0, "\(pool.run.error)")
      for folder in [whole, parted] {
        let scores = try Run.kdrun([
          "score", folder.file("m.kdm"), "--data", Fixture.dev, "--json", "--logits",
        ])
        try folder.write("scores", scores.out)
      }
      #expect(try whole.read("scores") == parted.read("scores"), "\(options)")
      let taken = options == ["--select", "40"] ? 40 : count
      #expect(pool.report["unlabelled"] as? Int == taken)
      #expect(pool.report["not_selected"] as? Int == count - taken)
      #expect(pool.report["train"] as? Int == (alone.report["train"] as? Int).map { $0 + taken })
      #expect(try parted.read("m.kdm") != parted.read("alone.kdm"))
    }
  }

  @Test func theProvenanceNamesIt() throws {
    let (_, parted, _) = try folders()
    let run = try distill(parted, ["--pool", parted.file("pool.csv"), "--select", "25"])
    #expect(run.run.exit == 0)
    let inspect = try Run.kdrun(["inspect", parted.file("m.kdm")])
    #expect(inspect.lines.contains { $0.hasSuffix("pool pool.csv") })
    #expect(inspect.lines.contains { $0.hasSuffix("select 25") })
  }

  @Test func whatDoesNotFitIsOneLine() throws {
    let (_, parted, count) = try folders()
    let pool = try parted.write(
      "extra.csv", try parted.text("pool.csv") + "stranger,sink-or-float,no teacher has seen it,\n")
    let bare = try distill(parted, ["--pool", pool])
    #expect(bare.run.exit == 65)
    #expect(bare.run.error.contains("neither a label nor soft labels"), "\(bare.run.error)")
    #expect(bare.run.error.hasSuffix("got none for \"stranger\"\n"))
    // One that cannot be ranked is not selected.
    let selected = try distill(parted, ["--pool", pool, "--select", "\(count)"])
    #expect(selected.run.exit == 0, "\(selected.run.error)")
    #expect(selected.report["not_selected"] as? Int == 1)
    for (options, code, message) in [
      (
        ["--pool", pool, "--select", "\(count + 1)"], 65,
        "too few without a label to select from, expected at least \(count + 1) that a teacher has "
          + "a row for, got \(count)"
      ),
      (
        ["--select", "1"], 65,
        "too few without a label to select from, expected at least 1 that a teacher has a row for, "
          + "got 0"
      ),
      (["--pool", pool, "--lambda", "0"], 64, "--pool and --lambda 0 exclude each other"),
      (
        ["--select", "3", "--loss", "kl", "--alpha", "0"], 64,
        "--select and --alpha 0 exclude each other"
      ),
      (["--pool", Fixture.dev], 65, "has a label, expected none, got "),
      (["--pool", parted.file("none.csv")], 66, "no such file"),
    ] {
      let (run, _) = try distill(parted, options, out: "none.kdm")
      #expect(run.exit == Int32(code), "\(options): \(run.error)")
      #expect(run.error.contains(message), "\(options): \(run.error)")
      #expect(run.error.filter { $0 == "\n" }.count == 1)
      #expect(!parted.names.contains("none.kdm"))
    }
    for option in [["--pool", pool], ["--select", "3"]] {
      let run = try Run.kdrun(["distill", parted.path, "--out", parted.file("n.kdm")] + option)
      #expect(run.exit == 64)
      #expect(run.error == "kdrun distill: option --teacher (for \(option[0])) is needed\n")
    }
  }
}
