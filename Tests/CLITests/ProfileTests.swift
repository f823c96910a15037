import Foundation
import KDData
import KDDistill
import KDRuntime
import TestSupport
import Testing

/// Structure, sizes and refusals of `profile`; no test looks at a time.
@Suite struct ProfileTests {
  private static let short = ["--seconds", "0.05", "--force"]

  private func report(_ arguments: [String]) throws -> [String: Any] {
    let run = try Run.kdrun(["profile"] + arguments + Self.short + ["--json"])
    #expect(run.exit == 0, "\(run.error)")
    return try jsonObject(run.out)
  }

  private func stages(_ report: [String: Any]) throws -> [[String: Any]] {
    try #require(report["stages"] as? [[String: Any]])
  }

  @Test func stagesAddUp() throws {
    let report = try report([Fixture.items, "--tokens", "15"])
    let stages = try stages(report)
    #expect(
      stages.map { $0["stage"] as? String } == [
        "tokenise", "fold", "LSTM forward", "LSTM backward", "pool", "dense", "softmax",
      ])
    #expect(report["tokens"] as? Double == 15)
    let shares = stages.compactMap { $0["share"] as? Double }
    #expect(shares.count == 6, "pool runs inside the LSTM's loop")
    #expect(abs(shares.reduce(0, +) - 1) < 1e-9)
    let all = try #require(report["all"] as? [String: Any])
    for name in ["ns", "multiply_adds", "bytes"] {
      let sum = stages.compactMap { $0[name] as? Double }.reduce(0, +)
      let total = try #require(all[name] as? Double)
      #expect(abs(sum - total) <= 1e-6 * total, "\(name)")
    }
    #expect(try #require(report["stamped"] as? Int) > 0)
    // 256 responses: an odd interval gives each its turn.
    #expect(try #require(report["interval"] as? Int) % 2 == 1)
    #expect(report["overhead_percent"] is Double)
    #expect(try #require(report["plain_ns"] as? Double) > 0)
    let encoding = try #require(report["encode_ns"] as? Double)
    let parts = stages[1...3].compactMap { $0["ns"] as? Double }.reduce(0, +)
    #expect(abs(parts - encoding) <= 1e-6 * encoding)
  }

  /// Multiply-adds are those of the layers, for 7 tokens.
  @Test func workIsThatOfTheLayers() throws {
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: Fixture.plain)))
    let (embedding, hidden, dense) = try bytes.withUnsafeBytes { bytes throws in
      let model = try Model(bytes)
      let layers = model.layers
      let dense = layers.filter { $0.kind == .dense }.reduce(0) { $0 + $1.inputs * $1.outputs }
      return (layers[0].outputs, layers[1].outputs / 2, dense)
    }
    for isFolded in [true, false] {
      let report = try report([Fixture.plain, "--tokens", "7"] + (isFolded ? [] : ["--no-fold"]))
      let direction = 7 * 4 * hidden * hidden
      let inputs = isFolded ? 0 : 7 * 2 * 4 * hidden * embedding
      #expect(
        try stages(report).map { $0["multiply_adds"] as? Int }
          == [0, inputs, direction, direction, 0, dense, 0])
      #expect(try stages(report)[1]["stage"] as? String == (isFolded ? "fold" : "embed"))
    }
    // The scalar kernel projects the inputs within the steps.
    let scalar = try report([Fixture.plain, "--tokens", "7", "--no-fold", "--kernel", "scalar"])
    let direction = 7 * 4 * hidden * (hidden + embedding)
    #expect(
      try stages(scalar).map { $0["multiply_adds"] as? Int }
        == [0, 0, direction, direction, 0, dense, 0])
  }

  /// Counters, or one line that says why not.
  @Test func countersOrTheReason() throws {
    let report = try report([Fixture.plain])
    if let counters = report["counters"] as? [String: Double] {
      #expect(report["counters_refused"] is NSNull)
      #expect(counters.values.allSatisfy { $0 >= 0 })
    } else {
      let reason = try #require(report["counters_refused"] as? String)
      #expect(reason.hasPrefix("not "))
      #expect(!reason.contains("\n"))
    }
    let text = try Run.kdrun(["profile", Fixture.plain] + Self.short).text
    #expect(text.contains("% of the run, median of pairs.\n"))
    #expect(text.contains("hardware counters  not ") || text.contains("instructions"))
  }

  @Test func realResponsesAndModelsWithoutLSTM() throws {
    let data = try report([Fixture.items, "--data", Fixture.dev])
    #expect(try #require(data["tokens"] as? Double) > 2)
    let folder = try Folder()
    let train = try Run.kdrun([
      "train", Fixture.folder.path, "--architecture", "ann", "--epochs", "1", "--max-params",
      "12000", "--out", folder.file("m.kdm"), "--force",
    ])
    #expect(train.exit == 0, "\(train.error)")
    let stages = try stages(report([folder.file("m.kdm")]))
    #expect(
      stages.map { $0["stage"] as? String } == ["tokenise", "embed", "pool", "dense", "softmax"])
    // One of three has a word, and only it counts.
    let mixed = try folder.write("mixed.txt", "!\nthe the the the\n?\n")
    #expect(try report([Fixture.plain, "--data", mixed])["tokens"] as? Double == 4)
    let text = try Run.kdrun(["profile", Fixture.plain, "--data", mixed] + Self.short).text
    #expect(text.contains("3 of \(mixed), 2 that cannot be scored left out; 4.0 tokens"))
    // Nothing in it can be scored.
    let empty = try folder.write("empty.txt", "!\n?\n")
    let run = try Run.kdrun(["profile", Fixture.plain, "--data", empty] + Self.short)
    #expect(run.exit == 65)
    #expect(run.error.hasSuffix(": expected a response that can be scored, got none\n"))
    #expect(run.out.isEmpty)
  }

  @Test func traceHoldsNestedCompleteEvents() throws {
    let folder = try Folder()
    let path = folder.file("trace.json")
    _ = try report([Fixture.plain, "--trace", path])
    #expect(folder.names == ["trace.json"])
    let trace = try jsonObject(folder.read("trace.json"))
    let events = try #require(trace["traceEvents"] as? [[String: Any]])
    #expect(events.filter { $0["ph"] as? String == "M" }.count == 2)
    var responses = 0
    var parent = 0.0...0.0
    var end = 0.0
    for event in events where event["ph"] as? String == "X" {
      let begin = try #require(event["ts"] as? Double)
      let duration = try #require(event["dur"] as? Double)
      #expect(duration >= 0)
      #expect(event["pid"] as? Int == 1 && event["tid"] as? Int == 1)
      switch event["name"] as? String {
      case "response":
        #expect(begin + 0.001 >= parent.upperBound)
        responses += 1
        parent = begin...(begin + duration)
        end = begin
      case "unstamped responses":
        #expect(begin + 0.001 >= parent.upperBound)
      default:
        // A stage begins where the one before ended, inside its response.
        #expect(abs(begin - end) < 0.001)
        #expect(begin + duration <= parent.upperBound + 0.001)
        end = begin + duration
      }
    }
    #expect(responses > 0)
  }

  private static let refused: [([String], Int32, String)] = [
    ([], 64, "missing MODEL"),
    (["m", "--data", "f", "--tokens", "5"], 64, "--data and --tokens exclude each other"),
    (["m", "--data", "f", "--seed", "5"], 64, "--data and --seed exclude each other"),
    (["m", "--input", "csv"], 64, "option --data (for --input) is needed"),
    (
      ["m", "--seconds", "0"], 64,
      "option --seconds: expected a number from 0.01 to 3600.0, got \"0\""
    ),
    (
      ["m", "--trace", "/none/t.json"], 73,
      "/none/t.json: cannot be created: No such file or directory"
    ),
    (["m", "--trace", "/"], 73, "/: cannot be created: it is a folder"),
    (["/none/m.kdm"], 66, "/none/m.kdm: No such file or directory"),
  ]

  @Test(arguments: refused)
  func wrongCommandLine(_ arguments: [String], _ exit: Int32, _ message: String) throws {
    let run = try Run.kdrun(["profile"] + arguments + ["--force"])
    #expect(run.error == "kdrun profile: \(message)\n")
    #expect(run.exit == exit)
    #expect(run.out.isEmpty)
  }

  @Test func kernelMustExist() throws {
    let run = try Run.kdrun(["profile", Fixture.plain, "--kernel", "fast"] + Self.short)
    #expect(run.exit == 64)
    #expect(run.error.hasPrefix("kdrun profile: option --kernel: expected scalar, "))
    #expect(run.error.hasSuffix("got \"fast\"\n"))
  }

  @Test func tokensMustFitTheModel() throws {
    for (model, tokens) in [(Fixture.items, "1"), (Fixture.plain, "9999")] {
      let run = try Run.kdrun(["profile", model, "--tokens", tokens, "--force"])
      #expect(run.exit == 64)
      #expect(run.error.hasPrefix("kdrun profile: option --tokens: expected a whole number from "))
    }
  }
}
