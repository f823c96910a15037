import KDRuntime

/// Scores with the integer runtime.
final class IntegerEngine: ScoreEngine {
  private var scorer: Scorer
  private let memory: UnsafeMutableBufferPointer<UInt32>

  /// Allocates the arena; scoring allocates nothing.
  init(_ model: Model, _ options: ScorerOptions) throws(ArenaError) {
    let arena = Arena(byteCount: Scorer.byteCount(model, options))
    scorer = try Scorer(model, options, arena)
    memory = .allocate(capacity: model.labelCount)
    memory.initialize(repeating: 0)
  }

  deinit { memory.deallocate() }

  var millionths: UnsafePointer<UInt32> { UnsafePointer(memory.baseAddress!) }
  var logits: UnsafeBufferPointer<Int32> { scorer.logits }

  func score(
    _ text: UnsafeBufferPointer<UInt8>, item: UnsafeBufferPointer<UInt8>?
  ) -> ScoredResponse {
    finish(scorer.score(text, item: item))
  }

  func score(tokens: UnsafeBufferPointer<UInt16>) -> ScoredResponse {
    finish(scorer.score(tokens: tokens))
  }

  private func finish(_ score: Score) -> ScoredResponse {
    if score.reason.isScored {
      let probabilities = scorer.probabilities()
      for index in 0..<memory.count { memory[index] = inMillionths(probabilities[index]) }
    }
    return ScoredResponse(reason: score.reason, label: score.label)
  }
}

/// A probability × 10⁶, rounded half up.
func inMillionths(_ probability: Double) -> UInt32 { UInt32(probability * 1_000_000 + 0.5) }
