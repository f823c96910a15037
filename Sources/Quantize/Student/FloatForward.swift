/// The float student on one response: what quantisation is measured against.
///
/// Plain and one response at a time; training has its own batched passes. The embedding times
/// W_ih is tabulated once, so a token costs only the recurrent part.
public struct FloatForward: Sendable {
  private let student: FloatStudent
  private let configuration: StudentConfiguration
  private let directions: [Direction]
  private let dense1: DenseWeights
  private let dense2: DenseWeights

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

  public init(_ student: FloatStudent) {
    self.student = student
    configuration = student.configuration
    directions =
      configuration.architecture == .lstm
      ? [Direction(student, suffix: ""), Direction(student, suffix: "_reverse")] : []
    dense1 = DenseWeights(student, "dense1")
    dense2 = DenseWeights(student, "dense2")
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
    let table = student.layout["embedding.weight"].offset
    var sum = [Float](repeating: 0, count: size)
    for token in tokens {
      for column in 0..<size {
        sum[column] += student.parameters[table + Int(token) * size + column]
      }
    }
    return sum.map { $0 / Float(tokens.count) }
  }
}

/// y = W x + b.
private struct DenseWeights: Sendable {
  let weights: [Float]
  let bias: [Float]

  init(_ student: FloatStudent, _ name: String) {
    weights = Array(student.tensor("\(name).weight"))
    bias = Array(student.tensor("\(name).bias"))
  }

  func apply(_ input: [Float]) -> [Float] {
    bias.indices.map { row in
      var sum = bias[row]
      for column in input.indices { sum += weights[row * input.count + column] * input[column] }
      return sum
    }
  }
}

/// One direction of the LSTM with its input projection tabulated.
private struct Direction: Sendable {
  let hidden: Int
  /// [V, 4H]: W_ih e + b.
  let inputs: [Float]
  /// [H, 4H]: W_hh transposed.
  let recurrent: [Float]

  init(_ student: FloatStudent, suffix: String) {
    let configuration = student.configuration
    let e = configuration.embeddingSize
    let h = configuration.hiddenSize
    let embedding = Array(student.tensor("embedding.weight"))
    let input = Array(student.tensor("lstm.weight_ih_l0\(suffix)"))
    let recurrent = Array(student.tensor("lstm.weight_hh_l0\(suffix)"))
    let bias = Array(student.tensor("lstm.bias_ih_l0\(suffix)"))
    hidden = h
    let transposed = (0..<e).map { column in (0..<4 * h).map { input[$0 * e + column] } }
    self.recurrent = (0..<h).flatMap { column in (0..<4 * h).map { recurrent[$0 * h + column] } }
    var inputs: [Float] = []
    inputs.reserveCapacity(configuration.vocabularyCount * 4 * h)
    for token in 0..<configuration.vocabularyCount {
      var row = bias
      for column in 0..<e { addScaled(&row, embedding[token * e + column], transposed[column], 0) }
      inputs += row
    }
    self.inputs = inputs
  }

  /// Tokens in this direction's order → max over steps of the hidden state [H].
  func maximum(_ tokens: [UInt16], _ seen: inout FloatForward.Activations) -> [Float] {
    var state = [Float](repeating: 0, count: hidden)
    var cell = state
    var largest = [Float](repeating: -.infinity, count: hidden)
    for token in tokens {
      let start = Int(token) * 4 * hidden
      var gates = Array(inputs[start..<start + 4 * hidden])
      for column in 0..<hidden { addScaled(&gates, state[column], recurrent, column * 4 * hidden) }
      for value in gates { seen.gateMaximum = max(seen.gateMaximum, abs(value)) }
      for unit in 0..<hidden {
        let i = FloatMath.sigmoid(gates[unit])
        let f = FloatMath.sigmoid(gates[hidden + unit])
        let g = FloatMath.tanh(gates[2 * hidden + unit])
        let o = FloatMath.sigmoid(gates[3 * hidden + unit])
        cell[unit] = f * cell[unit] + i * g
        state[unit] = o * FloatMath.tanh(cell[unit])
        largest[unit] = max(largest[unit], state[unit])
        seen.hiddenMaximum = max(seen.hiddenMaximum, abs(state[unit]))
      }
    }
    return largest
  }
}

/// sum += scale · row[from…].
private func addScaled(_ sum: inout [Float], _ scale: Float, _ row: [Float], _ from: Int) {
  sum.withUnsafeMutableBufferPointer { sum in
    row.withUnsafeBufferPointer { row in
      for index in 0..<sum.count { sum[index] += scale * row[from + index] }
    }
  }
}

extension FloatStudent {
  /// The logits of one response; make a `FloatForward` to score many.
  public func logits(_ tokens: [UInt16]) -> [Float] { FloatForward(self).run(tokens).logits }
}
