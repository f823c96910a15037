/// What a layer computes. Raw values are those of the model file.
public enum LayerKind: UInt8, Sendable {
  case embedding = 0
  case biLSTM = 1
  case globalMaxPool = 2
  case globalAveragePool = 3
  case dense = 4
}

/// What a dense layer applies to its sums.
public enum Activation: UInt8, Sendable {
  case none = 0
  case relu = 1
}
