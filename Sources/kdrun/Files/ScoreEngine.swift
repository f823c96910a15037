import KDRuntime

/// What scores one response after the other; one a thread, its memory used again.
protocol ScoreEngine: AnyObject {
  func score(
    _ text: UnsafeBufferPointer<UInt8>, item: UnsafeBufferPointer<UInt8>?
  ) -> ScoredResponse
  func score(tokens: UnsafeBufferPointer<UInt16>) -> ScoredResponse
  /// [labels] probabilities × 10⁶ of the last response that was scored.
  var millionths: UnsafePointer<UInt32> { get }
  /// [labels] of the last response that was scored; empty for a float student.
  var logits: UnsafeBufferPointer<Int32> { get }
  /// By how much the second logit of the last response that was scored exceeds the first.
  var preference: Double { get }
}
