/// What one response got. Its logits and probabilities are in the scorer until the next response.
public struct ScoredResponse: Sendable, Equatable {
  /// Whether it was scored, and what a person should know of it.
  public var reason: Reason
  /// Index of the class with the largest logit, the first of equals; −1 when not scored.
  public var label: Int
  /// Tokens that were scored, the item token included.
  public var tokenCount: Int
  /// How many of them are not in the vocabulary.
  public var unknownCount: Int

  package init(
    reason: Reason = .empty, label: Int = -1, tokenCount: Int = 0, unknownCount: Int = 0
  ) {
    self.reason = reason
    self.label = label
    self.tokenCount = tokenCount
    self.unknownCount = unknownCount
  }
}
