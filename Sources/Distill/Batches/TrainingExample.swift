/// One response as the student sees it: token ids and what it should answer.
public struct TrainingExample: Sendable, Equatable {
  /// Token ids, the item's first when the student takes one; at least one. One such list; or, of a
  /// choice question, one an option, read with its context.
  public var inputs: [[UInt16]]
  /// Index of the human label, or of the right option; −1 for none.
  public var label: Int
  /// The teacher's probability of each label or option; empty for none.
  public var soft: [Float]
  /// Each teacher's hidden state, empty where it has none; no element when there are no states.
  public var hidden: [[Float]]

  /// A response.
  public init(tokens: [UInt16], label: Int, soft: [Float] = [], hidden: [[Float]] = []) {
    self.init(inputs: [tokens], label: label, soft: soft, hidden: hidden)
  }

  /// A choice question, of two options at least.
  public init(inputs: [[UInt16]], label: Int, soft: [Float] = [], hidden: [[Float]] = []) {
    self.inputs = inputs
    self.label = label
    self.soft = soft
    self.hidden = hidden
  }

  /// Of a response; of a choice question, the first option's.
  public var tokens: [UInt16] { inputs[0] }
  /// Whether it is a choice question.
  public var isChoice: Bool { inputs.count > 1 }
}
