import KDDistill
import KDSystem

/// How much is measured.
struct BenchEffort: Sendable {
  /// Calls timed one by one, and untimed ones, of each thread.
  var repetitions = 100_000
  /// Each of both ends earlier after so many seconds.
  var seconds = 2.0
}

/// One path of one candidate over one set of responses and a number of threads.
struct Measurement {
  let latency: Latency
  /// Calls that were timed, of all threads.
  let callCount: Int
  /// Responses of all threads, from the untimed loop.
  let perSecond: Double
  let digest: UInt32
  /// How much of the untimed loop the threads had a CPU for themselves: less than 1 when other
  /// processes took it, and then the slowest calls and responses a second tell of them.
  let cpuShare: Double

  /// Below this `cpuShare` the machine was not quiet.
  static let quietShare = 0.97

  /// Warms up, runs untimed, then times single calls; all threads do the same together.
  ///
  /// - Parameter subjects: one a thread.
  init(
    _ subjects: [any BenchSubject], _ responses: [BenchResponse], _ path: BenchPath,
    _ effort: BenchEffort
  ) throws(Failure) {
    let crew = subjects.map { MeasuringThread($0, responses, path, effort) }
    let seconds = ThreadTeam.run(crew.count, prepare: { crew[$0].warmUp() }) { crew[$0].run() }
    let runCount = crew.reduce(0) { $0 + $1.runCount }
    _ = ThreadTeam.run(crew.count, prepare: { crew[$0].warmUp() }) { crew[$0].time() }
    try Signals.check()
    latency = Latency(crew.flatMap(\.times), clockCost: Int(Clock.cost))
    callCount = crew.reduce(0) { $0 + $1.times.count }
    perSecond = Double(runCount) / seconds
    cpuShare = crew.reduce(0) { $0 + $1.cpuShare } / Double(crew.count)
    digest = crew[0].digest
    if crew.contains(where: { $0.digest != crew[0].digest }) {
      throw .bug("threads disagree on the scores")
    }
  }
}

/// What one thread does; no other touches it meanwhile.
private final class MeasuringThread: @unchecked Sendable {
  private let subject: any BenchSubject
  private let responses: [BenchResponse]
  private let path: BenchPath
  private let effort: BenchEffort
  private(set) var runCount = 0
  private(set) var times: [UInt32] = []
  private(set) var digest: UInt32 = 0
  private(set) var cpuShare = 1.0

  init(
    _ subject: any BenchSubject, _ responses: [BenchResponse], _ path: BenchPath,
    _ effort: BenchEffort
  ) {
    self.subject = subject
    self.responses = responses
    self.path = path
    self.effort = effort
  }

  /// A tenth of the effort; the first time also the digest.
  func warmUp() {
    if runCount == 0 { digest = subject.digest(responses, path) }
    _ = rotate(effort.repetitions / 10, effort.seconds / 10) { subject.run($0, path) }
  }

  func run() {
    let (begin, computedBefore) = (Clock.now(), Clock.computed())
    runCount = rotate(effort.repetitions, effort.seconds) { subject.run($0, path) }
    cpuShare = min(Double(Clock.computed() - computedBefore) / Double(Clock.now() - begin), 1)
  }

  func time() {
    times = [UInt32](unsafeUninitializedCapacity: effort.repetitions) { memory, count in
      // Touched beforehand, so that no page fault is timed.
      memory.initialize(repeating: 0)
      count = 0
      count = rotate(effort.repetitions, effort.seconds) { [base = memory.baseAddress!] slice in
        subject.time(slice, path, into: base + count)
        count += slice.count
      }
    }
  }

  /// Hands out the responses in rotation until `count` calls or `seconds` are reached; returns how
  /// many. The clock is read, and a signal seen, between slices only.
  private func rotate(
    _ count: Int, _ seconds: Double, _ body: (ArraySlice<BenchResponse>) -> Void
  ) -> Int {
    let begin = Clock.now()
    var done = 0
    var next = 0
    repeat {
      let end = min(next + 256, responses.count, next + count - done)
      body(responses[next..<end])
      done += end - next
      next = end == responses.count ? 0 : end
    } while done < count && Signals.pending == 0 && Clock.seconds(since: begin) < seconds
    return done
  }
}
