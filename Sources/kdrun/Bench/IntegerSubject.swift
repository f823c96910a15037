import KDDistill
import KDRuntime
import KDSystem

/// The integer runtime, called as a program that embeds it would.
final class IntegerSubject: BenchSubject {
  private var scorer: Scorer

  init(_ model: Model, _ options: ScorerOptions) throws(ArenaError) {
    scorer = try Scorer(model, options, Arena(byteCount: Scorer.byteCount(model, options)))
  }

  func run(_ responses: ArraySlice<BenchResponse>, _ path: BenchPath) {
    Self.run(&scorer, responses, path)
  }

  func time(
    _ responses: ArraySlice<BenchResponse>, _ path: BenchPath,
    into times: UnsafeMutablePointer<UInt32>
  ) {
    Self.time(&scorer, responses, path, times)
  }

  func digest(_ responses: [BenchResponse], _ path: BenchPath) -> UInt32 {
    var values: [Int32] = []
    for response in responses where Self.score(&scorer, response, path) {
      values += scorer.logits.map(\.littleEndian)
    }
    return values.withUnsafeBytes { crc32($0) }
  }

  // The loops take the scorer once, not once a call: access to a class's storage is checked.

  private static func run(
    _ scorer: inout Scorer, _ responses: ArraySlice<BenchResponse>, _ path: BenchPath
  ) {
    for response in responses { score(&scorer, response, path) }
  }

  private static func time(
    _ scorer: inout Scorer, _ responses: ArraySlice<BenchResponse>, _ path: BenchPath,
    _ times: UnsafeMutablePointer<UInt32>
  ) {
    for (index, response) in responses.enumerated() {
      let begin = Clock.now()
      score(&scorer, response, path)
      times[index] = UInt32(clamping: Clock.now() &- begin)
    }
  }

  /// Whether the response was scored.
  @inline(__always) @discardableResult
  private static func score(
    _ scorer: inout Scorer, _ response: BenchResponse, _ path: BenchPath
  ) -> Bool {
    let score =
      path == .tokens
      ? scorer.score(tokens: response.tokens) : scorer.score(response.text, item: response.item)
    if score.reason.isScored { _ = scorer.probabilities() }
    return score.reason.isScored
  }
}
