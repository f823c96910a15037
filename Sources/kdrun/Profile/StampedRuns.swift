import KDSystem

/// The run with stamps and the run without, in turn.
struct StampedRuns {
  /// Every so many responses one is stamped.
  let interval: Int
  /// Nanoseconds a response of the run without stamps.
  let plainNanoseconds: Double
  /// What the stamps cost: the run with them ÷ the run without − 1, median of the quicker pairs.
  let overhead: Double
  let stages: StageDurations
  let stampedCount: Int
  /// The stamps of the first pair.
  let stretch: [StageTimes]
  /// How much of the time the thread had a CPU.
  let cpuShare: Double

  /// So many pairs fit into the time; few when a response takes long.
  private static let pairCount = 800
  private static let leastPairCount = 5
  /// What reading the clock should cost. Changing between the two ways of scoring costs more than
  /// they do, so this lies far below `Profile.costLimit`.
  private static let plannedCost = 0.002

  private struct Pair {
    /// Nanoseconds that passed in both halves, and that the thread computed in them.
    let elapsed: Double
    let computed: Double
    /// Nanoseconds that the half without stamps computed.
    let plain: Double
    let ratio: Double
    let stages: StageDurations
    let stampedCount: Int
  }

  init(
    _ scorer: inout ProfiledScorer, _ responses: [BenchResponse], seconds: Double
  ) throws(Failure) {
    let plain = Self.leastNanoseconds(&scorer, responses, seconds / 10)
    let clockCost = Double(StageTimes.readingCount) * Double(max(Clock.cost, 1))
    var interval = max(1, Int(clockCost * Double(responses.count) / plain / Self.plannedCost))
    // So each response has its turn.
    while !Self.areCoprime(interval, responses.count) { interval += 1 }
    let rounds = max(
      Int(seconds * 1e9 / Double(2 * Self.pairCount) / plain), interval / responses.count + 1)

    var pairs: [Pair] = []
    var stretch: [StageTimes] = []
    var stamps: [StageTimes] = []
    var next = 0
    let begin = Clock.now()
    while pairs.count < Self.leastPairCount || Clock.seconds(since: begin) < seconds {
      stamps.removeAll(keepingCapacity: true)
      let stamped = Stopwatch()
      for _ in 0..<rounds { scorer.run(responses, every: interval, next: &next, into: &stamps) }
      let stampedTime = stamped.read()
      let unstamped = Stopwatch()
      for _ in 0..<rounds { scorer.run(responses[...]) }
      let plainTime = unstamped.read()
      pairs.append(
        Pair(
          elapsed: stampedTime.elapsed + plainTime.elapsed,
          computed: stampedTime.computed + plainTime.computed,
          plain: plainTime.computed / Double(rounds * responses.count),
          ratio: stampedTime.computed / plainTime.computed, stages: StageDurations(stamps),
          stampedCount: stamps.count))
      if stretch.isEmpty { stretch = stamps }
      try Signals.check()
    }
    // Where the thread lost its CPU a pair took long, and a stamp tells of other processes.
    let quick = pairs.sorted { $0.elapsed < $1.elapsed }.prefix((pairs.count + 1) / 2)
    func mean(_ value: (Pair) -> Double) -> Double {
      quick.reduce(0) { $0 + value($1) } / Double(quick.count)
    }
    self.interval = interval
    self.stretch = stretch
    plainNanoseconds = mean(\.plain)
    overhead = median(quick.map(\.ratio)) - 1
    stages = StageDurations(
      tokenise: mean(\.stages.tokenise), encode: mean(\.stages.encode),
      dense: mean(\.stages.dense), softmax: mean(\.stages.softmax))
    stampedCount = quick.reduce(0) { $0 + $1.stampedCount }
    cpuShare = min(mean(\.computed) / mean(\.elapsed), 1)
  }

  /// Of one round over `responses`, the fastest within `seconds`; at least three are made.
  private static func leastNanoseconds(
    _ scorer: inout ProfiledScorer, _ responses: [BenchResponse], _ seconds: Double
  ) -> Double {
    let begin = Clock.now()
    var least = Double.infinity
    var count = 0
    while count < 3 || Clock.seconds(since: begin) < seconds {
      let stopwatch = Stopwatch()
      scorer.run(responses[...])
      least = min(least, stopwatch.read().computed)
      count += 1
    }
    return least
  }

  private static func areCoprime(_ a: Int, _ b: Int) -> Bool {
    b == 0 ? a == 1 : areCoprime(b, a % b)
  }
}

/// Time since it was made.
private struct Stopwatch {
  private let begin = (elapsed: Clock.now(), computed: Clock.computed())

  /// Nanoseconds, at least 1.
  func read() -> (elapsed: Double, computed: Double) {
    let computed = max(Clock.computed() - begin.computed, 1)
    return (Double(max(Clock.now() - begin.elapsed, 1)), Double(computed))
  }
}
