import KDLines
import KDRuntime

/// Scores with the integer runtime.
final class IntegerEngine: ScoreEngine {
  /// Behind a pointer, because a property of a class is checked for exclusive access each time.
  private let scorer: UnsafeMutablePointer<Scorer>
  private let memory: UnsafeMutableBufferPointer<UInt32>
  /// Real value of a logit's unit.
  private let unit: Double
  private let items: ItemSpellings?

  /// Allocates the arena; scoring allocates nothing, but for an item beyond ASCII.
  init(_ model: Model, _ options: ScorerOptions) throws(ArenaError) {
    items = ItemSpellings(model)
    let arena = Arena(byteCount: Scorer.byteCount(model, options))
    scorer = .allocate(capacity: 1)
    scorer.initialize(to: try Scorer(model, options, arena))
    logits = scorer.pointee.logits
    unit = Double(sign: .plus, exponent: -model.logitBits, significand: 1)
    memory = .allocate(capacity: model.labels.count)
    memory.initialize(repeating: 0)
  }

  deinit {
    scorer.deinitialize(count: 1)
    scorer.deallocate()
    memory.deallocate()
  }

  var millionths: UnsafePointer<UInt32> { UnsafePointer(memory.baseAddress!) }
  let logits: UnsafeBufferPointer<Int32>

  var preference: Double { Double(Int64(logits[1]) - Int64(logits[0])) * unit }

  func score(
    _ text: UnsafeBufferPointer<UInt8>, item: UnsafeBufferPointer<UInt8>?
  ) -> ScoredResponse {
    if let items, let own = item.flatMap(items.spelling) {
      return own.withUnsafeBufferPointer { finish(scorer.pointee.score(text, item: $0)) }
    }
    return finish(scorer.pointee.score(text, item: item))
  }

  func score(tokens: UnsafeBufferPointer<UInt16>) -> ScoredResponse {
    finish(scorer.pointee.score(tokens: tokens))
  }

  private func finish(_ response: ScoredResponse) -> ScoredResponse {
    if response.reason.isScored {
      let probabilities = scorer.pointee.probabilities()
      for index in 0..<memory.count { memory[index] = inMillionths(probabilities[index]) }
    }
    return response
  }
}
