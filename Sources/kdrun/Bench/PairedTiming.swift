import KDDistill
import KDSystem

/// Two candidates measured in turn, A B A B, so that what slows the machine slows both; by the
/// time that the thread computed, so that other processes do not count.
struct PairedTiming {
  struct Row {
    let tokenCount: Int?
    /// Medians over the pairs, nanoseconds a response.
    let first: Double
    let second: Double
    /// B ÷ A of each pair, sorted.
    let ratios: [Double]
    let digests: (first: UInt32, second: UInt32)

    /// The ratio that a fraction of the pairs does not exceed, by nearest rank.
    func ratio(_ fraction: Double) -> Double {
      ratios[max(Int((fraction * Double(ratios.count)).rounded(.up)) - 1, 0)]
    }
  }

  /// Seconds of one half of a pair, at most.
  static let longestHalf = 0.05

  let first: BenchCandidate
  let second: BenchCandidate
  let commit: String?
  let rows: [Row]

  /// - Parameter pairs: A and B run so often each.
  init(
    _ first: BenchCandidate, _ second: BenchCandidate, _ plan: BenchPlan, pairs: Int
  ) throws(Failure) {
    self.first = first
    self.second = second
    commit = plan.commit
    let seconds = min(plan.effort.seconds / Double(2 * pairs), Self.longestHalf)
    let (a, b) = (try first.makeSubject(), try second.makeSubject())
    rows = try plan.inputs([first.file, second.file]).map { input throws(Failure) in
      let path = input.paths[0]
      let ours = try input.responses(for: first.file, seed: plan.seed)
      let theirs = try input.responses(for: second.file, seed: plan.seed)
      let digests = (first: a.digest(ours, path), second: b.digest(theirs, path))
      // Halves of both have the same number of rotations: what the slower manages in time.
      let rotations = max(
        1, min(Self.rotations(a, ours, path, seconds), Self.rotations(b, theirs, path, seconds)))
      var halves: (first: [Double], second: [Double]) = ([], [])
      for _ in 0..<pairs {
        halves.first.append(Self.time(a, ours, path, rotations))
        halves.second.append(Self.time(b, theirs, path, rotations))
        try Signals.check()
      }
      return Row(
        tokenCount: input.tokenCount, first: median(halves.first), second: median(halves.second),
        ratios: zip(halves.first, halves.second).map { $1 / $0 }.sorted(), digests: digests)
    }
  }

  private static func rotations(
    _ subject: any BenchSubject, _ responses: [BenchResponse], _ path: BenchPath,
    _ seconds: Double
  ) -> Int {
    Int(seconds * 1e9 / (time(subject, responses, path, 1) * Double(responses.count)))
  }

  /// Nanoseconds a response.
  private static func time(
    _ subject: any BenchSubject, _ responses: [BenchResponse], _ path: BenchPath, _ rotations: Int
  ) -> Double {
    let begin = Clock.computed()
    for _ in 0..<rotations { subject.run(responses[...], path) }
    return Double(max(Clock.computed() - begin, 1)) / Double(rotations * responses.count)
  }
}

/// The middle value, the lower of two.
func median(_ values: [Double]) -> Double { values.sorted()[(values.count - 1) / 2] }
