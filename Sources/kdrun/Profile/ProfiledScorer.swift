import KDRuntime
import KDSystem

/// Scores responses as they are scored, with the clock read between the stages of some.
struct ProfiledScorer: ~Copyable {
  private var scorer: Scorer

  init(_ model: Model, _ options: ScorerOptions) throws(ArenaError) {
    scorer = try Scorer(model, options, Arena(byteCount: Scorer.byteCount(model, options)))
  }

  /// Tokens of a response; 0 when it cannot be scored.
  mutating func tokenCount(_ response: BenchResponse) -> Int {
    scorer.tokenize(response.text, item: response.item).count
  }

  /// The real run, unstamped.
  mutating func run(_ responses: ArraySlice<BenchResponse>) {
    for response in responses {
      _ = scorer.score(response.text, item: response.item)
      _ = scorer.probabilities()
    }
  }

  /// The real run, with stamps of every `interval`th response.
  ///
  /// - Parameter next: the first one to be stamped, then the first one after these responses.
  mutating func run(
    _ responses: [BenchResponse], every interval: Int, next: inout Int,
    into stamps: inout [StageTimes]
  ) {
    var start = 0
    while next < responses.count {
      run(responses[start..<next])
      stamps.append(stamp(responses[next], next))
      start = next + 1
      next += interval
    }
    run(responses[start...])
    next -= responses.count
  }

  @inline(__always)
  private mutating func stamp(_ response: BenchResponse, _ index: Int) -> StageTimes {
    var stamp = StageTimes(response: index, begin: Clock.now())
    let tokenized = scorer.tokenize(response.text, item: response.item)
    stamp.tokenised = Clock.now()
    scorer.encode(tokenized.count)
    stamp.encoded = Clock.now()
    scorer.dense()
    stamp.dense = Clock.now()
    _ = scorer.probabilities()
    stamp.end = Clock.now()
    return stamp
  }

  /// The parts of the encoding, each by itself, of every response: the sum of their times.
  mutating func runParts(_ responses: [BenchResponse]) -> EncodingParts {
    var sum = EncodingParts()
    for response in responses {
      let count = scorer.tokenize(response.text, item: response.item).count
      let begin = Clock.now()
      _ = scorer.gatherInputs(count)
      let inputs = Clock.now()
      scorer.encode(count, direction: 0)
      let forward = Clock.now()
      scorer.encode(count, direction: 1)
      let backward = Clock.now()
      sum.inputs += Double(inputs - begin) - Double(Clock.cost)
      sum.forward += Double(forward - inputs) - Double(Clock.cost)
      sum.backward += Double(backward - forward) - Double(Clock.cost)
    }
    return sum
  }
}
