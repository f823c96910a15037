import KDCommon
import KDData
import KDDistill
import KDRuntime
import KDSystem

/// `kdrun bench`: latency, throughput and memory, with the digest of the scores beside the time.
enum BenchVerb {
  private static let effort = BenchEffort()

  static let verb = Verb(
    name: "bench", operands: "MODEL",
    summary: "Measure latency, throughput and memory of a student.",
    details: """
      Scores 256 random responses in rotation, made of the vocabulary's words: from tokens to
      probabilities, and from the text of the same tokens. After a warm-up an untimed loop gives
      responses a second, then single calls are timed. The digest is a CRC-32 over all integer
      logits: another kernel or number of threads must give the same. Several T or threads give
      a row each. --json: the members tokens, threads, from, calls, p50_ns, p90_ns, p99_ns,
      p999_ns, max_ns, per_second, kernel, digest, cpu_share (of the time that the threads had a
      CPU), and text for the other path, stand at the top for one row and in "runs" for several;
      then follow the model and the machine.

      --compare takes two more operands, A and B: kdrun bench MODEL --compare A B. Each is a
      kernel's name or a model's path; MODEL may be missing when both are paths. They run in turn,
      and the ratio B / A is that of each pair.

      MODEL may be a float student (.safetensors), for comparison; its digest is over
      millionths of probability.
      """,
    options: [
      .integers(
        "--tokens", 1...65_535, "Tokens of a response, the item included: 5,15,60,200.",
        standard: BenchPlan.standardTokens.map(String.init).joined(separator: ","))
    ] + BenchData.options + [
      .integers(
        "--threads", 1...1024, "Threads, each with a scorer of its own: 1,2.", standard: "1"),
      .integer(
        "--repetitions", 1...100_000_000, "Calls of a loop, of each thread.",
        standard: "\(effort.repetitions)"),
      .number(
        "--seconds", 0.001...3600, "A loop ends after S seconds.", placeholder: "S",
        standard: "\(effort.seconds)"),
      .integer("--seed", 0...Int.max, "The same seed makes the same responses.", standard: "0"),
      .flag("--compare", "Compare the operands A and B."),
      .integer(
        "--pairs", 1...100_000, "How often A and B run.", standard: "\(BenchPlan.standardPairs)"),
      .kernel,
      .flag("--no-fold", "Do not fold the embedding into a table."),
      .choice(
        "--format", BenchPlan.Format.named.map { $0.rawValue }, "text, csv or markdown.",
        placeholder: "FORM", standard: "text"),
      .flag("--json", "Print one JSON object."),
      .text(
        "--commit", "TEXT", "The commit that was built, for the report.",
        standard: "that of the checkout the tool lies in"),
      .flag("--force", "Measure a debug build."),
    ] + ColumnOptions.scoring,
    run: run)

  private static func run(_ arguments: Arguments) throws(Failure) {
    let plan = try BenchPlan(arguments)
    if arguments.has("--compare") { return try compare(plan) }
    let path = try arguments.operands(named: "MODEL")[0]
    let candidate = BenchCandidate(file: try ModelFile(path), options: plan.options)
    let report = try measure(candidate, plan)
    try Terminal.print(plan.format.text(of: report))
  }

  private static func measure(
    _ candidate: BenchCandidate, _ plan: BenchPlan
  ) throws(Failure) -> BenchReport {
    let inputs = try plan.inputs([candidate.file])
    let subjects = try (0..<(plan.threads.max() ?? 1)).map { _ throws(Failure) in
      try candidate.makeSubject()
    }
    var runs: [BenchReport.Run] = []
    var source = ""
    for input in inputs {
      let responses = try input.responses(for: candidate.file, seed: plan.seed)
      switch input {
      case .made: source = "\(responses.count) made ones a row, seed \(plan.seed)"
      case .read(_, let path): source = "\(grouped(responses.count)) of \(printable(path))"
      }
      for threadCount in plan.threads {
        let measurements = try input.paths.map { path throws(Failure) in
          let measured = try Measurement(
            Array(subjects[..<threadCount]), responses, path, plan.effort)
          return (path: path, measured: measured)
        }
        runs.append(
          .init(
            tokenCount: input.tokenCount, threadCount: threadCount, measurements: measurements))
      }
    }
    return BenchReport(
      candidate: candidate, source: source, commit: plan.commit,
      peakByteCount: Machine.peakByteCount, runs: runs)
  }

  private static func compare(_ plan: BenchPlan) throws(Failure) {
    let operands = plan.arguments.operands
    if operands.count > 3 { throw .extraOperand(operands[3]) }
    if operands.count < 2 { throw .missingOperand(operands.isEmpty ? "A" : "B") }
    let sides = Array(operands.suffix(2))
    let model = operands.count == 3 ? operands[0] : nil
    let pairs = try plan.arguments.integer("--pairs") ?? BenchPlan.standardPairs
    let comparison = try PairedTiming(
      candidate(sides[0], model, plan), candidate(sides[1], model, plan), plan, pairs: pairs)
    try Terminal.print(plan.format.text(of: comparison))
  }

  /// A kernel's name stands for `model` with that kernel, anything else for a file.
  private static func candidate(
    _ side: String, _ model: String?, _ plan: BenchPlan
  ) throws(Failure) -> BenchCandidate {
    guard let kernel = Kernel.allCases.first(where: { "\($0.name)" == side }) else {
      return BenchCandidate(file: try ModelFile(side), options: plan.options)
    }
    guard kernel.isAvailable else {
      throw .badValue(
        option: "--compare",
        expected: Kernel.available.map { "\($0.name)" }.joined(separator: ", "), got: side)
    }
    if plan.arguments.string("--kernel") != nil { throw .exclusive("--kernel", side) }
    guard let model else { throw .missingOperand("MODEL") }
    let options = ScorerOptions(kernel: kernel, isFolded: plan.options.isFolded)
    return BenchCandidate(file: try ModelFile(model), options: options)
  }
}
