import KDRuntime
import KDSystem

/// What `doctor` finds about a model on this machine.
struct Examination {
  /// The golden vectors of the file by one kernel.
  struct Check {
    let kernel: Kernel
    let isFolded: Bool
    let arenaByteCount: Int
    /// How many vectors did not give exactly the logits that the file states.
    let wrongCount: Int
  }

  let file: ModelFile
  let goldenCount: Int
  let checks: [Check]
  /// Seconds to read, check and prepare the model, once.
  let loadSeconds: Double
  /// Tokens of the responses that were timed, and their times; nil in a debug build.
  let speed: (tokenCount: Int, measured: Measurement)?

  init(path: String) throws(Failure) {
    let begin = Clock.now()
    file = try ModelFile(path)
    guard case .integer(let model) = file.student else {
      throw .notAModel(path: path, reason: "expected a .kdm file, got a float student")
    }
    let candidate = BenchCandidate(file: file, options: ScorerOptions())
    let subject = try candidate.makeSubject()
    loadSeconds = Clock.seconds(since: begin)
    goldenCount = model.golden.count
    var checks: [Check] = []
    for kernel in Kernel.available {
      for isFolded in [true, false] {
        let options = ScorerOptions(kernel: kernel, isFolded: isFolded)
        checks.append(try Self.check(file, model, options))
      }
    }
    self.checks = checks
    speed = Build.isDebug ? nil : try Self.time(file, subject)
  }

  private static func check(
    _ file: ModelFile, _ model: Model, _ options: ScorerOptions
  ) throws(Failure) -> Check {
    let byteCount = Scorer.byteCount(model, options)
    let wrongCount: Int
    do throws(ArenaError) {
      var scorer = try Scorer(model, options, Arena(byteCount: byteCount))
      wrongCount = scorer.countWrongGolden()
    } catch { throw .notAModel(path: file.path, reason: error.text) }
    return Check(
      kernel: options.kernel, isFolded: options.isFolded, arenaByteCount: byteCount,
      wrongCount: wrongCount)
  }

  private static func time(
    _ file: ModelFile, _ subject: any BenchSubject
  ) throws(Failure) -> (tokenCount: Int, measured: Measurement) {
    let range = file.madeTokenCounts
    let tokenCount = min(max(15, range.lowerBound), range.upperBound)
    let responses = try file.madeResponses(tokenCount: tokenCount, seed: 0)
    let effort = BenchEffort(repetitions: 10_000, seconds: 0.25)
    return (tokenCount, try Measurement([subject], responses, .tokens, effort))
  }

  /// The kernels and foldings that gave a wrong score.
  var wrongChecks: [Check] { checks.filter { $0.wrongCount > 0 } }

  /// One line: whether the scores of this machine can be trusted.
  var verdict: String {
    let kernels = Kernel.available.map { "\($0.name)" }.joined(separator: ", ")
    if goldenCount == 0 { return "unproven: the file has no golden vectors" }
    if wrongChecks.isEmpty {
      return "all is well: \(goldenCount) golden vectors are exact with \(kernels), folded and not"
    }
    return "wrong scores with " + wrongChecks.map(name).joined(separator: "; ")
  }

  private func name(_ check: Check) -> String {
    "\(check.kernel.name)\(check.isFolded ? " folded" : ""): "
      + "\(check.wrongCount) of \(goldenCount) golden vectors differ"
  }
}
