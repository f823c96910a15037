import KDCommon
import KDRuntime

/// What `bench` was asked to measure.
struct BenchPlan {
  enum Format: String {
    case text, json, csv, markdown
    /// Those of `--format`.
    static let named = [text, csv, markdown]

    /// What is printed of a report.
    func text(of report: some PrintedReport) -> String {
      switch self {
      case .text: report.text
      case .json: report.json.text + "\n"
      case .csv: report.csv
      case .markdown: report.markdown
      }
    }
  }

  static let standardTokens = [15]
  static let standardPairs = 41

  let arguments: Arguments
  let format: Format
  let effort: BenchEffort
  let threads: [Int]
  let seed: Int
  let data: BenchData?
  let options: ScorerOptions
  /// What the report says was built.
  var commit: String? { arguments.string("--commit") ?? GitCheckout.commit }

  init(_ arguments: Arguments) throws(Failure) {
    self.arguments = arguments
    if arguments.has("--json") && arguments.string("--format") != nil {
      throw .exclusive("--json", "--format")
    }
    for (first, second) in [("--data", "--tokens"), ("--data", "--seed")]
    where arguments.string(first) != nil && arguments.string(second) != nil {
      throw .exclusive(first, second)
    }
    let isComparing = arguments.has("--compare")
    for option in ["--threads", "--repetitions"]
    where isComparing && arguments.string(option) != nil {
      throw .exclusive("--compare", option)
    }
    if !isComparing && arguments.string("--pairs") != nil {
      throw .neededOption("--compare (for --pairs)")
    }
    let named = try arguments.choice("--format", of: Format.self)
    format = arguments.has("--json") ? .json : named ?? .text
    var effort = BenchEffort()
    effort.repetitions =
      try arguments.integer("--repetitions") ?? effort.repetitions
    effort.seconds = try arguments.number("--seconds") ?? effort.seconds
    self.effort = effort
    threads = try arguments.integers("--threads") ?? [1]
    seed = try arguments.integer("--seed") ?? 0
    data = try BenchData(arguments)
    options = try ScorerOptions(
      kernel: arguments.kernel(), isFolded: !arguments.has("--no-fold"))
    if Build.isDebug && !arguments.has("--force") { throw .debugBuild }
  }

  /// What is scored in each row of the report; the numbers of tokens must fit all `files`.
  func inputs(_ files: [ModelFile]) throws(Failure) -> [BenchInput] {
    if let data { return [.read(try data.read(), path: data.path)] }
    let least = files.map { $0.madeTokenCounts.lowerBound }.max() ?? 1
    let most = files.map { $0.madeTokenCounts.upperBound }.min() ?? 1
    let counts = try arguments.integers("--tokens", least...max(least, most))
    // A model for short texts need not take the standard number.
    return (counts ?? Self.standardTokens.map { min($0, most) }).map { .made(tokenCount: $0) }
  }
}

/// What one row of the report scores.
enum BenchInput {
  /// Responses made of random tokens of the model's vocabulary.
  case made(tokenCount: Int)
  case read([BenchResponse], path: String)

  /// Nil for real responses, whose numbers of tokens differ.
  var tokenCount: Int? {
    switch self {
    case .made(let count): count
    case .read: nil
    }
  }

  /// Made responses are scored both ways.
  var paths: [BenchPath] {
    switch self {
    case .made: [.tokens, .text]
    case .read: [.text]
    }
  }

  func responses(for file: ModelFile, seed: Int) throws(Failure) -> [BenchResponse] {
    switch self {
    case .made(let count): try file.madeResponses(tokenCount: count, seed: UInt64(seed))
    case .read(let responses, _): responses
    }
  }
}

/// A report in every form that `bench` prints.
protocol PrintedReport {
  var text: String { get }
  var json: JSON { get }
  var csv: String { get }
  var markdown: String { get }
}

extension BenchReport: PrintedReport {}
extension PairedTiming: PrintedReport {}
