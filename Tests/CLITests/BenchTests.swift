import Foundation
import TestSupport
import Testing

/// Structure, digests and refusals of `bench`; no test looks at a time.
@Suite struct BenchTests {
  private static let short = ["--repetitions", "300", "--seconds", "0.2", "--force"]

  private func report(_ arguments: [String]) throws -> [String: Any] {
    let run = try Run.kdrun(["bench"] + arguments + Self.short + ["--json"])
    #expect(run.exit == 0, "\(run.error)")
    #expect(run.lines.count == 1)
    return try jsonObject(run.out)
  }

  private func checkOrder(_ run: [String: Any]) throws {
    let names = ["p50_ns", "p90_ns", "p99_ns", "p999_ns", "max_ns"]
    let values = try names.map { try #require(run[$0] as? Int, "\($0)") }
    #expect(values == values.sorted())
    #expect(try #require(values.last) > 0)
    #expect(try #require(run["per_second"] as? Int) > 0)
    #expect(try #require(run["calls"] as? Int) == 300 * (run["threads"] as? Int ?? 1))
  }

  @Test func oneRunStandsAtTheTop() throws {
    let run = try report([Fixture.items])
    #expect(run["tokens"] as? Int == 15)
    #expect(run["runs"] == nil)
    try checkOrder(run)
    for name in [
      "kernel", "digest", "model_sha256", "kernels", "arena_bytes", "cpu", "commit", "clock_ns",
    ] { #expect(run[name] != nil, "\(name)") }
    let text = try #require(run["text"] as? [String: Any])
    // A made text is the words of the made tokens.
    #expect(text["digest"] as? String == run["digest"] as? String)
    #expect((run["digest"] as? String)?.count == 8)
    let share = try #require(run["cpu_share"] as? Double)
    #expect(share > 0 && share <= 1)
    #if os(Linux)
      let peak = try #require(run["peak_bytes"] as? Int)
      #expect(try peak > #require(run["arena_bytes"] as? Int))
    #endif
  }

  /// The digest covers the scores: the same for every kernel, number of threads and folding.
  @Test func digestsAgree() throws {
    let lists = [
      ["--threads", "1,2"], ["--threads", "3", "--kernel", "scalar"], ["--no-fold"],
      ["--kernel", "scalar", "--no-fold"],
    ]
    let runs = try lists.map { try report([Fixture.items, "--tokens", "5,20"] + $0) }
      .flatMap { try #require($0["runs"] as? [[String: Any]]) }
    #expect(runs.count == 10)
    for tokens in [5, 20] {
      let digests = runs.filter { $0["tokens"] as? Int == tokens }.map { $0["digest"] as? String }
      #expect(Set(digests).count == 1, "\(digests)")
    }
    #expect(Set(runs.map { $0["digest"] as? String }).count == 2)
  }

  /// Another seed or model makes other scores, so the digest is not a constant.
  @Test func digestsTellModelsAndSeedsApart() throws {
    let digests = try [
      [Fixture.items], [Fixture.items, "--seed", "1"], [Fixture.plain],
      [Fixture.plain.replacingOccurrences(of: ".kdm", with: ".safetensors")],
    ].map { try report($0)["digest"] as? String }
    #expect(Set(digests).count == 4, "\(digests)")
  }

  @Test func realResponses() throws {
    let csv = try report([Fixture.items, "--data", Fixture.dev])
    #expect(csv["tokens"] is NSNull)
    #expect(csv["from"] as? String == "text")
    try checkOrder(csv)
    let folder = try Folder()
    let row = Fixture.devRows[0]
    let forms = [
      ("r.txt", row[2], ["--item", row[1]]), ("r.tsv", row[1] + "\t" + row[2], []),
      ("r.jsonl", "{\"item\":\"\(row[1])\",\"text\":\"\(row[2])\"}", []),
      ("x", "item,text\n\(row[1]),\(row[2])", ["--input", "csv"]),
    ]
    let digests = try forms.map { name, text, more in
      try report(
        [Fixture.items, "--data", folder.write(name, text + "\n")] + more)["digest"] as? String
    }
    #expect(Set(digests).count == 1, "\(digests)")
  }

  @Test func tables() throws {
    let arguments = ["bench", Fixture.plain, "--tokens", "4,8"] + Self.short
    let csv = try Run.kdrun(arguments + ["--format", "csv"]).lines
    #expect(csv.count == 5)
    #expect(csv[0].hasPrefix("tokens,threads,from,kernel,folded,calls,p50_ns,"))
    #expect(csv.allSatisfy { $0.split(separator: ",").count == 13 })
    let markdown = try Run.kdrun(arguments + ["--format", "markdown"]).lines
    #expect(markdown.count == 6)
    #expect(markdown.allSatisfy { $0.hasPrefix("| ") && $0.hasSuffix(" |") })
    let text = try Run.kdrun(arguments + ["--commit", "abc123"]).text
    #expect(text.contains(", commit abc123\n"))
    #expect(!text.contains("DIFFER"))
  }

  @Test func comparison() throws {
    let sides = [
      [Fixture.plain, "scalar", "simd128"], [Fixture.plain, Fixture.plain],
      [Fixture.plain, "scalar", Fixture.plain],
    ]
    for operands in sides {
      let arguments = ["bench", "--compare"] + operands + ["--pairs", "5", "--seconds", "0.1"]
      let run = try Run.kdrun(arguments + ["--force", "--json"])
      #expect(run.exit == 0, "\(run.error)")
      let report = try jsonObject(run.out)
      let rows = try #require(report["runs"] as? [[String: Any]])
      #expect(rows.count == 1)
      #expect(rows[0]["a_digest"] as? String == rows[0]["b_digest"] as? String)
      let ratios = try ["ratio_min", "ratio_q1", "ratio", "ratio_q3", "ratio_max"].map {
        try #require(rows[0][$0] as? Double)
      }
      #expect(ratios == ratios.sorted())
      #expect(ratios[0] > 0)
    }
    // Different models show as different digests.
    let run = try Run.kdrun(
      ["bench", "--compare", Fixture.plain, Fixture.items, "--pairs", "1", "--seconds", "0.01"]
        + ["--force", "--format", "csv"])
    let cells = try #require(run.lines.last).split(separator: ",")
    #expect(cells.count == 10)
    #expect(cells[8] != cells[9])
  }

  private static let refused: [([String], String)] = [
    ([], "missing MODEL"),
    (["m", "n"], "unexpected argument \"n\""),
    (["m", "--json", "--format", "csv"], "--json and --format exclude each other"),
    (["m", "--data", "f", "--tokens", "5"], "--data and --tokens exclude each other"),
    (["m", "--data", "f", "--seed", "5"], "--data and --seed exclude each other"),
    (["m", "--item", "i"], "option --data (for --item) is needed"),
    (
      ["m", "--threads", "1,0"],
      "option --threads: expected whole numbers from 1 to 1024, with commas between, got \"1,0\""
    ),
    (
      ["m", "--threads", "1,,2"],
      "option --threads: expected whole numbers from 1 to 1024, with commas between, got \"1,,2\""
    ),
    (
      ["m", "--seconds", "0"],
      "option --seconds: expected a number from 0.001 to 3600.0, got \"0\""
    ),
    (["a", "b", "--compare", "--threads", "2"], "--compare and --threads exclude each other"),
    (["a", "--pairs", "2"], "option --compare (for --pairs) is needed"),
    (["a", "--compare"], "missing B"),
    (["scalar", "simd128", "--compare"], "missing MODEL"),
    (
      ["m", "scalar", "simd128", "--compare", "--kernel", "scalar"],
      "--kernel and scalar exclude each other"
    ),
    (["a", "b", "c", "d", "--compare"], "unexpected argument \"d\""),
  ]

  @Test(arguments: refused)
  func wrongCommandLine(_ arguments: [String], _ message: String) throws {
    let run = try Run.kdrun(["bench"] + arguments + ["--force"])
    #expect(run.error == "kdrun bench: \(message)\n")
    #expect(run.exit == 64)
    #expect(run.out.isEmpty)
  }

  @Test func tokensMustFitTheModel() throws {
    for (model, tokens) in [(Fixture.items, "1"), (Fixture.plain, "0"), (Fixture.plain, "5,9999")] {
      let run = try Run.kdrun(["bench", model, "--tokens", tokens, "--force"])
      #expect(run.exit == 64)
      #expect(run.error.hasPrefix("kdrun bench: option --tokens: expected whole numbers from "))
    }
  }

  /// The tests and the tool are built alike: a debug build refuses, a release build measures.
  @Test func debugBuildIsRefused() throws {
    let run = try Run.kdrun(
      ["bench", Fixture.plain, "--repetitions", "10", "--seconds", "0.01", "--json"])
    #if DEBUG
      #expect(run.exit == 64)
      #expect(run.error.hasPrefix("kdrun bench: built without optimisation"))
    #else
      #expect(run.exit == 0)
      #expect(run.text.contains("\"debug\":false"))
    #endif
  }
}
