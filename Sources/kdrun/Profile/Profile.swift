import KDRuntime
import KDSystem

/// Where the time of a response goes.
struct Profile {
  /// The stamps may cost so much of the run.
  static let costLimit = 0.03
  /// Of more responses so many are taken, evenly: a round over all of them must not take long.
  private static let responseLimit = 1000

  let file: ModelFile
  let model: Model
  let options: ScorerOptions
  /// What was scored, in words.
  let source: String
  /// Mean over the responses.
  let tokenCount: Double
  let pairs: StampedRuns
  /// Nanoseconds a response, by stage; none for what runs inside another stage.
  let times: [(stage: Stage, nanoseconds: Double?)]
  let work: [StageWork]
  /// Of one response, or why there are none.
  let counters: Result<[HardwareCounters.Count], HardwareCounters.Refusal>

  init(
    _ file: ModelFile, _ model: Model, _ options: ScorerOptions, _ responses: [BenchResponse],
    source: String, seconds: Double
  ) throws(Failure) {
    var scorer: ProfiledScorer
    do throws(ArenaError) {
      scorer = try ProfiledScorer(model, options)
    } catch { throw .notAModel(path: file.path, reason: error.text) }
    let scored = responses.filter { scorer.tokenCount($0) > 0 }
    guard !scored.isEmpty else {
      throw .badData("\(source): expected a response that can be scored, got none")
    }
    let taken = Self.evenly(scored)
    let hasLSTM = model.layers.contains { $0.kind == .biLSTM }
    let pairs = try StampedRuns(&scorer, taken, seconds: seconds)
    var parts: EncodingParts?
    if hasLSTM {
      // Unfolded, the vector kernels project both directions even for one.
      let isProjected = !options.isFolded && options.kernel != .scalar
      parts = try EncodingParts.measure(
        &scorer, taken, inputsOfOne: isProjected ? 1 : 0.5, seconds: seconds / 4)
    }
    let tokenCount = taken.mean { Double(scorer.tokenCount($0)) }
    self.file = file
    self.model = model
    self.options = options
    self.source = Self.inWords(source, responses.count, scored.count, taken.count)
    self.tokenCount = tokenCount
    self.pairs = pairs
    times = stageTimes(pairs.stages, parts?.shares)
    work = times.map {
      StageWork(
        $0.stage, model, options, tokenCount: tokenCount,
        textByteCount: taken.mean { Double($0.text.count) })
    }
    do throws(HardwareCounters.Refusal) {
      let hardware = try HardwareCounters()
      let roundTime = pairs.plainNanoseconds * Double(taken.count)
      let rounds = max(1, Int(seconds / 10 * 1e9 / roundTime))
      counters = .success(
        hardware.count(each: rounds * taken.count) {
          for _ in 0..<rounds { scorer.run(taken[...]) }
        })
    } catch { counters = .failure(error) }
  }

  private static func evenly(_ responses: [BenchResponse]) -> [BenchResponse] {
    if responses.count <= responseLimit { return responses }
    return (0..<responseLimit).map { responses[$0 * responses.count / responseLimit] }
  }

  private static func inWords(
    _ source: String, _ all: Int, _ scored: Int, _ taken: Int
  ) -> String {
    source
      + (scored < all ? ", \(grouped(all - scored)) that cannot be scored left out" : "")
      + (taken < scored ? ", \(grouped(taken)) of the rest taken evenly" : "")
  }
}

/// The encoding is divided as its parts alone take.
private func stageTimes(
  _ stages: StageDurations, _ shares: EncodingParts?
) -> [(stage: Stage, nanoseconds: Double?)] {
  var times: [(stage: Stage, nanoseconds: Double?)] = [(.tokenise, stages.tokenise)]
  if let shares {
    times += [
      (.inputs, stages.encode * shares.inputs), (.forward, stages.encode * shares.forward),
      (.backward, stages.encode * shares.backward),
    ]
  } else {
    times.append((.inputs, stages.encode))
  }
  return times + [(.pool, nil), (.dense, stages.dense), (.softmax, stages.softmax)]
}

extension [BenchResponse] {
  fileprivate func mean(_ value: (BenchResponse) -> Double) -> Double {
    reduce(0) { $0 + value($1) } / Double(count)
  }
}
