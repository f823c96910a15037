/// What a layer computes. Raw values are those of the model file.
public enum LayerKind: UInt8, Sendable, CaseIterable {
  case embedding = 0
  case biLSTM = 1
  case globalMaxPool = 2
  case globalAveragePool = 3
  case dense = 4

  /// The one with the highest number.
  static var newest: LayerKind { .dense }

  /// Its name for people.
  package var name: StaticString {
    switch self {
    case .embedding: "embedding"
    case .biLSTM: "bidirectional LSTM"
    case .globalMaxPool: "global max pool"
    case .globalAveragePool: "global average pool"
    case .dense: "dense"
    }
  }
}

/// What a dense layer applies to its sums. Raw values are those of the model file.
public enum Activation: UInt8, Sendable, CaseIterable {
  case none = 0
  case relu = 1

  /// The one with the highest number.
  static var newest: Activation { .relu }
}
