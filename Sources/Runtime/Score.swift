/// The outcome of one response.
public struct Score: Sendable, Equatable {
  public var reason: Reason
  /// Index of the class with the largest logit, the first of equals; −1 when not scored.
  public var label: Int
  /// Tokens that were scored, the item token included.
  public var tokenCount: Int
  /// How many of them are not in the vocabulary.
  public var unknownCount: Int

  package static func unscored(_ reason: Reason) -> Score {
    Score(reason: reason, label: -1, tokenCount: 0, unknownCount: 0)
  }
}
