/// y = W x + b.
struct FloatDense: Sendable {
  let weights: [Float]
  let bias: [Float]

  init(_ student: FloatStudent, _ layer: TensorRole.DenseLayer) {
    weights = Array(student.tensor(.denseWeight(layer)))
    bias = Array(student.tensor(.denseBias(layer)))
  }

  func apply(_ input: [Float]) -> [Float] {
    bias.indices.map { row in
      var sum = bias[row]
      for column in input.indices { sum += weights[row * input.count + column] * input[column] }
      return sum
    }
  }
}
