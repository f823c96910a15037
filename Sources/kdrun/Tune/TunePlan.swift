import KDDistill
import KDSystem

/// What `tune` was asked to do.
struct TunePlan {
  static let (standardTrials, standardFolds, standardFraction) = (25, 3, 0.25)
  static let standardPath = "settings.json"
  /// Fewer responses than these in a part say nothing.
  static let leastRowsOfFold = 32

  /// The command line of trial 1, without what is searched.
  private(set) var base: Arguments
  let trialCount: Int
  let folds: Int
  let fraction: Double
  let seconds: Double?
  let byteCount: Int?
  let threads: Int
  let isResumed: Bool
  /// The best settings, and beside them one line a finished trial.
  let settingsPath: String
  let trialsPath: String
  let seed: UInt64
  let space: SearchSpace
  /// Settings that are not searched and belong in the file: the tunable options that were given.
  private(set) var fixed: [(name: String, value: String)]

  init(_ arguments: Arguments) throws(Failure) {
    _ = try arguments.operands(named: "DATA")
    base = arguments
    trialCount = try arguments.integer("--trials") ?? Self.standardTrials
    folds = try arguments.integer("--folds") ?? Self.standardFolds
    fraction = try arguments.number("--fraction") ?? Self.standardFraction
    seconds = try arguments.number("--budget-seconds")
    byteCount = try arguments.integer("--budget-bytes")
    threads = try arguments.integer("--threads") ?? Machine.coreCount
    seed = UInt64(try arguments.integer("--seed") ?? 0)
    isResumed = arguments.has("--resume")
    settingsPath = arguments.string("--out") ?? Self.standardPath
    guard settingsPath.hasSuffix(".json") else {
      throw .badValue(option: "--out", expected: "a name that ends in .json", got: settingsPath)
    }
    trialsPath = settingsPath.dropLast(".json".count) + ".trials.jsonl"
    for option in ["--max-params", "--vocab-size"] where byteCount != nil {
      if arguments.isGiven(option) { throw .exclusive("--budget-bytes", option) }
    }
    space = Self.space(arguments)
    fixed = RunOptions.varied.compactMap { option in
      arguments.string(option.name).map { (name: String(option.name.dropFirst(2)), value: $0) }
    }
  }

  /// Around the defaults; an option that is given stays what it is.
  private static func space(_ arguments: Arguments) -> SearchSpace {
    var options: [(name: String, values: SearchSpace.Values)] = [
      ("lr", .logarithmic(0.001, 0.01)), ("schedule", .choice(["constant", "cosine", "linear"])),
      ("batch-size", .choice(["16", "32", "64"])), ("dropout", .even(0.1, 0.5)),
      ("word-dropout", .even(0, 0.3)), ("weight-decay", .logarithmic(0.005, 0.5)),
    ]
    if arguments.isGiven("--teacher") {
      let isDual = arguments.string("--loss") == TrainingOptions.Loss.divergence.rawValue
      options +=
        isDual
        ? [("alpha", .even(0.2, 0.9)), ("temperature", .logarithmic(1, 4))]
        : [("lambda", .logarithmic(0.25, 4))]
    }
    if arguments.isGiven("--hidden") { options.append(("hidden-weight", .logarithmic(0.1, 10))) }
    return SearchSpace(options.filter { !arguments.isGiven("--\($0.name)") })
  }

  /// The settings of a trial, 1 …; those of the first are the defaults.
  func settings(_ trial: Int) -> [(name: String, value: String)] {
    if trial > 1 { return space.draw(trial, seed: seed) }
    return space.options.map { option in
      let standard = RunOptions.varied.first { $0.name == "--\(option.name)" }?.standard
      return (option.name, standard ?? "")
    }
  }

  /// The command line of a trial; a start each, as folds even out the luck of one.
  func arguments(_ trial: Int) -> Arguments {
    let starts = base.string("--starts") ?? "1"
    return settings(trial).reduce(base.with("--starts", starts)) {
      $0.with("--\($1.name)", $1.value)
    }
    .with("--out", TrainingPlan.unusedPath)
  }

  /// Lets no student know more words.
  mutating func limit(words: Int) {
    base = base.with("--vocab-size", "\(words)")
    fixed.append((name: "vocab-size", value: "\(words)"))
  }
}
