/// One response as the student sees it: token ids and what it should answer.
public struct Example: Sendable, Equatable {
  /// Token ids, the item's first when the student takes one; at least one.
  public var tokens: [UInt16]
  /// Index of the human label; −1 for none.
  public var label: Int
  /// The teacher's probability of each label; empty for none.
  public var soft: [Float]
  /// Each teacher's hidden state, empty where it has none; no element when there are no states.
  public var hidden: [[Float]]

  public init(tokens: [UInt16], label: Int, soft: [Float] = [], hidden: [[Float]] = []) {
    self.tokens = tokens
    self.label = label
    self.soft = soft
    self.hidden = hidden
  }
}
