import KDCommon
import KDData
import KDRuntime

/// `kdrun profile`: where the time of a response goes, stage by stage.
enum ProfileVerb {
  private static let standardSeconds = 2.0
  private static let costLimit = decimal(100 * Profile.costLimit, places: 0)

  static let verb = Verb(
    name: "profile", operands: "MODEL",
    summary: "Show where the time of a response goes.",
    details: """
      Time, multiply-adds, bytes, share and achieved rate of each stage, from text to
      probabilities: tokenise, embed or fold, LSTM forward and backward, pool, dense, softmax.
      The clock is read between the stages of one response in so many, so that it costs less than
      \(costLimit) % of the run; what it did cost is printed, from runs with and without it in turn.
      Cycles, instructions, cache and branch misses are shown where Linux allows perf_event_open.
      --json: the members tokens, stages and all (ns, share, multiply_adds, bytes and their rates
      a second; null for the pool, which runs inside the stage before it), encode_ns (the call that
      inputs, LSTM and pool are a part of), plain_ns and overhead_percent (the run without stamps,
      and their cost), interval, stamped, cpu_share, counters or counters_refused, kernel; then
      follow the model and the machine.
      """,
    options: [
      .integer(
        "--tokens", 1...65_535, "Tokens of a made response, the item included.",
        standard: "\(BenchPlan.standardTokens[0])")
    ] + BenchData.options + [
      .path("--trace", "FILE.json", "Also write a trace for Perfetto or chrome://tracing."),
      .number(
        "--seconds", 0.01...3600, "How long to measure.", placeholder: "S",
        standard: "\(standardSeconds)"),
      .integer("--seed", 0...Int.max, "The same seed makes the same responses.", standard: "0"),
      .kernel,
      .flag("--no-fold", "Do not fold the embedding into a table."),
      .flag("--json", "Print one JSON object."),
      .flag("--force", "Measure a debug build."),
    ] + ColumnOptions.scoring,
    run: run)

  private static func run(_ arguments: Arguments) throws(Failure) {
    let path = try arguments.operands(named: "MODEL")[0]
    for option in ["--tokens", "--seed"]
    where arguments.string("--data") != nil && arguments.string(option) != nil {
      throw .exclusive("--data", option)
    }
    let options = try ScorerOptions(
      kernel: arguments.kernel(), isFolded: !arguments.has("--no-fold"))
    let seconds = try arguments.number("--seconds") ?? standardSeconds
    let seed = try arguments.integer("--seed") ?? 0
    let data = try BenchData(arguments)
    if Build.isDebug && !arguments.has("--force") { throw .debugBuild }
    if let trace = arguments.string("--trace") {
      try OutputFiles.check(trace, besides: [path] + arguments.strings("--data"))
    }
    let file = try ModelFile(path)
    guard case .integer(let model) = file.student else {
      throw .notAModel(path: path, reason: "expected a .kdm file, got a float student")
    }
    let responses: [BenchResponse]
    let source: String
    if let data {
      responses = try data.read()
      source = "\(grouped(responses.count)) of \(printable(data.path))"
    } else {
      let range = file.madeTokenCounts
      let count =
        try arguments.integer("--tokens", range)
        ?? min(BenchPlan.standardTokens[0], range.upperBound)
      responses = try file.madeResponses(tokenCount: count, seed: UInt64(seed))
      source = "\(grouped(responses.count)) made ones, seed \(seed)"
    }
    let profile = try Profile(file, model, options, responses, source: source, seconds: seconds)
    if let trace = arguments.string("--trace") {
      try OutputFiles.write(Array(profile.trace.utf8), to: trace)
    }
    try Terminal.print(arguments.has("--json") ? profile.json.text + "\n" : profile.text)
  }
}
