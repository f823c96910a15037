// Dense layers, one integer at a time, straight from the model file.

extension Scorer {
  /// Every dense layer: pooled → logits.
  func scalarDense() {
    let layers = model.pointee.dense
    var input = pooled
    var output = activations
    for index in 0..<layers.count - 1 {
      layers[index].runScalar(input) { row, sum in
        let layer = layers[index]
        let value = min(max(sum &>> Int32(layer.shift), layer.least), 32_767)
        output[row] = Int16(truncatingIfNeeded: value)
      }
      swap(&input, &output)
    }
    let logits = logitStart
    layers.last.runScalar(input) { row, sum in logits[row] = sum }
  }
}

extension DenseLayer {
  /// input [inputs] → the sum of each output.
  @inline(__always)
  fileprivate func runScalar(
    _ input: UnsafePointer<Int16>, _ take: (_ row: Int, _ sum: Int32) -> Void
  ) {
    for row in 0..<outputs {
      var sum = biases[row]
      for column in 0..<inputs { sum &+= Int32(input[column]) &* weights.weight(row, column) }
      take(row, sum)
    }
  }
}
