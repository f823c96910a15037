import KDRuntime

/// The layer sequence of a student.
public enum Architecture: String, Sendable, CaseIterable {
  /// Embedding, bidirectional LSTM, global max pooling, dense ReLU, dense softmax
  /// (the student of Latif et al., "E-LSTM").
  case lstm
  /// Embedding, global average pooling, dense ReLU, dense softmax (their baseline).
  case ann

  /// Gates of a recurrent unit: as many matrices stand below each other in its tensors. 0 without
  /// recurrence.
  public var gateCount: Int {
    switch self {
    case .lstm: 4
    case .ann: 0
    }
  }

  /// In which a recurrent layer reads a response; none without recurrence.
  public var directions: [TensorRole.Direction] {
    gateCount > 0 ? TensorRole.Direction.allCases : []
  }
}

/// Everything about a student but its weights.
public struct StudentConfiguration: Sendable, Equatable {
  /// The layers.
  public var architecture: Architecture
  /// Token ids 1 … `words.count`, most frequent first; id 0 is any unknown word.
  public var words: [String]
  /// Token ids after the words; empty when the student takes no item token.
  public var items: [String]
  /// Class names in class order.
  public var labels: [String]
  /// Width of a token's embedding, E.
  public var embeddingSize: Int
  /// Hidden units of one LSTM direction.
  public var hiddenSize: Int
  /// Units of the first dense layer.
  public var denseSize: Int
  /// Later tokens of a response are ignored, in training and in scoring.
  public var maxTokens: Int
  /// How a text becomes words.
  public var rules: TokenizerRules

  /// The default sizes are those of Latif et al.: 30,000 parameters with about 720 words.
  public init(
    architecture: Architecture = .lstm, words: [String], items: [String] = [], labels: [String],
    embeddingSize: Int = 32, hiddenSize: Int = 16, denseSize: Int = 16, maxTokens: Int = 200,
    rules: TokenizerRules = .words1
  ) {
    self.architecture = architecture
    self.words = words
    self.items = items
    self.labels = labels
    self.embeddingSize = embeddingSize
    self.hiddenSize = hiddenSize
    self.denseSize = denseSize
    self.maxTokens = maxTokens
    self.rules = rules
  }

  /// Rows of the embedding: unknown, words, items.
  public var vocabularyCount: Int { 1 + words.count + items.count }

  /// Width of the pooled vector that the first dense layer reads.
  public var pooledSize: Int {
    let directions = architecture.directions
    return directions.isEmpty ? embeddingSize : directions.count * hiddenSize
  }
}
