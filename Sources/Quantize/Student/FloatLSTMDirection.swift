/// One direction of the LSTM with its input projection tabulated.
struct FloatLSTMDirection: Sendable {
  let hidden: Int
  /// [V, 4H]: W_ih e + b.
  let inputs: [Float]
  /// [H, 4H]: W_hh transposed.
  let recurrent: [Float]

  init(_ student: FloatStudent, _ direction: TensorRole.Direction) {
    let configuration = student.configuration
    let e = configuration.embeddingSize
    let h = configuration.hiddenSize
    let embedding = Array(student.tensor(.embedding))
    let input = Array(student.tensor(.inputWeight(direction)))
    let recurrent = Array(student.tensor(.recurrentWeight(direction)))
    let bias = Array(student.tensor(.gateBias(direction)))
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
