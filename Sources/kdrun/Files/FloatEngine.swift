import KDLines
import KDQuantize
import KDRuntime

/// Scores with a float student, for comparison: slower, same words, same reasons.
final class FloatEngine: ScoreEngine {
  private let maxTokens: Int
  private let forward: FloatForward
  private let encoder: TokenEncoder
  private let memory: UnsafeMutableBufferPointer<UInt32>
  private(set) var preference = 0.0

  init(_ student: FloatStudent) {
    maxTokens = student.configuration.maxTokens
    forward = FloatForward(student)
    encoder = TokenEncoder(student.configuration)
    memory = .allocate(capacity: student.configuration.labels.count)
    memory.initialize(repeating: 0)
  }

  deinit { memory.deallocate() }

  var millionths: UnsafePointer<UInt32> { UnsafePointer(memory.baseAddress!) }
  var logits: UnsafeBufferPointer<Int32> { UnsafeBufferPointer(start: nil, count: 0) }

  func score(
    _ text: UnsafeBufferPointer<UInt8>, item: UnsafeBufferPointer<UInt8>?
  ) -> ScoredResponse {
    let name = item.map { String(decoding: $0, as: UTF8.self) } ?? ""
    let encoded = encoder.encode(text, item: name)
    return finish(encoded.tokens, encoded.reason)
  }

  func score(tokens: UnsafeBufferPointer<UInt16>) -> ScoredResponse {
    let kept = Array(tokens.prefix(maxTokens))
    let reason =
      kept.isEmpty
      ? Reason.empty
      : Reason.ofScored(
        isTruncated: tokens.count > maxTokens, foundInvalid: false,
        unknownCount: kept.count { $0 == 0 }, wordCount: kept.count)
    return finish(kept, reason)
  }

  private func finish(_ tokens: [UInt16], _ reason: Reason) -> ScoredResponse {
    guard reason.isScored else { return ScoredResponse(reason: reason, label: -1) }
    let logits = forward.run(tokens).logits
    preference = Double(logits[1]) - Double(logits[0])
    let label = firstHighest(logits)
    let powers = logits.withUnsafeBufferPointer { logits in
      let softmax = Softmax(logits)
      return logits.indices.map { Double(softmax.power($0)) }
    }
    let sum = powers.reduce(0, +)
    for index in powers.indices { memory[index] = inMillionths(powers[index] / sum) }
    return ScoredResponse(reason: reason, label: label)
  }
}
