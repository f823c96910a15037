/// The float student on one response: what quantisation is measured against.
///
/// Plain and one response at a time; training has its own batched passes. The embedding times
/// W_ih is tabulated once, so a token costs only the recurrent part.
public struct FloatForward: Sendable {
  private let student: FloatStudent
  private let configuration: StudentConfiguration
  private let directions: [FloatLSTMDirection]
  private let dense1: FloatDense
  private let dense2: FloatDense

  /// What one response made the layers compute.
  public struct Activations: Sendable {
    /// Largest |gate input| over tokens, gates and directions; 0 without an LSTM.
    public var gateMaximum: Float = 0
    /// Largest |hidden state|.
    public var hiddenMaximum: Float = 0
    /// Largest |sum| of the first dense layer, before ReLU.
    public var denseMaximum: Float = 0
    /// [pooledSize]
    public var pooled: [Float] = []
    /// [denseSize], after ReLU
    public var dense: [Float] = []
    /// [labels]
    public var logits: [Float] = []
  }

  /// Tabulates the input projections of `student`.
  public init(_ student: FloatStudent) {
    self.student = student
    configuration = student.configuration
    directions = configuration.architecture.directions.map { FloatLSTMDirection(student, $0) }
    dense1 = FloatDense(student, .hidden)
    dense2 = FloatDense(student, .output)
  }

  /// Token ids (at least one) → logits, with what was seen on the way.
  ///
  /// - Complexity: O(tokens · hidden²).
  public func run(_ tokens: [UInt16]) -> Activations {
    precondition(!tokens.isEmpty, "a response needs at least one token")
    var seen = Activations()
    if directions.isEmpty {
      seen.pooled = averageEmbedding(tokens)
    } else {
      seen.pooled =
        directions[0].maximum(tokens, &seen) + directions[1].maximum(tokens.reversed(), &seen)
    }
    let sums = dense1.apply(seen.pooled)
    seen.denseMaximum = sums.reduce(0) { max($0, abs($1)) }
    seen.dense = sums.map { max($0, 0) }
    seen.logits = dense2.apply(seen.dense)
    return seen
  }

  /// Softmax of the logits of `run`.
  public func probabilities(_ tokens: [UInt16]) -> [Float] { softmax(run(tokens).logits) }

  private func averageEmbedding(_ tokens: [UInt16]) -> [Float] {
    let size = configuration.embeddingSize
    let table = student.layout[.embedding].offset
    var sum = [Float](repeating: 0, count: size)
    for token in tokens {
      for column in 0..<size {
        sum[column] += student.parameters[table + Int(token) * size + column]
      }
    }
    return sum.map { $0 / Float(tokens.count) }
  }
}

extension FloatStudent {
  /// The logits of one response; make a `FloatForward` to score many.
  public func logits(_ tokens: [UInt16]) -> [Float] { FloatForward(self).run(tokens).logits }
}
