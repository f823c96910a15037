// Global pooling over the tokens of a response.

extension Scorer {
  /// The pooling layer: right behind the embedding or the BiLSTM.
  var pool: Layer { model.layers[plan.paddedHidden > 0 ? 2 : 1] }

  func beginPool(isMaximum: Bool, _ width: Int) {
    if isMaximum {
      pooled.update(repeating: Int16.min, count: width)
    } else {
      sums.update(repeating: 0, count: width)
    }
  }

  /// Takes in `width` values of one step, at `offset` of the pooled vector.
  func poolStep(
    isMaximum: Bool, _ values: UnsafePointer<Int16>, at offset: Int, _ width: Int
  ) {
    if isMaximum {
      for index in 0..<width where values[index] > pooled[offset &+ index] {
        pooled[offset &+ index] = values[index]
      }
    } else {
      // At most 65,535 tokens of magnitude 2^15: the sum stays below 2^31.
      for index in 0..<width { sums[offset &+ index] &+= Int32(values[index]) }
    }
  }

  /// The mean, rounded half up: ⌊(2 · sum + count) / (2 · count)⌋.
  func endPool(isMaximum: Bool, _ width: Int, count: Int) {
    if isMaximum { return }
    for index in 0..<width {
      let numerator = 2 * Int64(sums[index]) + Int64(count)
      let divisor = 2 * Int64(count)
      let quotient = numerator / divisor
      let isInexact = numerator % divisor != 0
      pooled[index] = Int16(truncatingIfNeeded: quotient - (isInexact && numerator < 0 ? 1 : 0))
    }
  }

  /// Widens row `token` of the embedding: integers over 2^`outputBits`.
  func embed(_ token: Int) {
    let matrix = model.layers[0].matrices[0]
    for column in 0..<matrix.columns {
      embedded[column] = Int16(truncatingIfNeeded: model.weight(matrix, token, column))
    }
  }

  /// A student without LSTM: the embeddings themselves are pooled.
  func poolEmbeddings(_ count: Int) {
    let width = model.layers[0].outputs
    let isMaximum = pool.kind == .globalMaxPool
    beginPool(isMaximum: isMaximum, width)
    for index in 0..<count {
      embed(Int(tokens[index]))
      poolStep(isMaximum: isMaximum, embedded, at: 0, width)
    }
    endPool(isMaximum: isMaximum, width, count: count)
  }
}
