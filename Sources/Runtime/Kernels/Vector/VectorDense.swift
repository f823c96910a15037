// Dense layers of the vector kernels: eight outputs at a time.

extension Scorer {
  /// Every dense layer: pooled → logits.
  func vectorDense() {
    var input = pooled
    var output = activations
    let last = model.layerCount &- 1
    for index in plan.firstDense...last {
      if model.layers[index].inputs & 1 == 1 { input[model.layers[index].inputs] = 0 }
      if index == last {
        vectorLogits(index, input)
      } else {
        vectorHidden(index, input, output)
        swap(&input, &output)
      }
    }
  }

  /// input [inputs] → output [outputs]: shift, clamp to 16 bits, ReLU.
  @_optimize(speed)
  private func vectorHidden(
    _ index: Int, _ input: UnsafePointer<Int16>, _ output: UnsafeMutablePointer<Int16>
  ) {
    let least: Int32 = model.layers[index].activation == .relu ? 0 : -32_768
    let shift = Int32x4(repeating: Int32(truncatingIfNeeded: model.layers[index].shift))
    let outputs = UnsafeMutableRawPointer(output).assumingMemoryBound(to: Int16x8.self)
    for block in 0..<(model.layers[index].outputs &+ 7) / 8 {
      let sums = denseSums(index, block, input)
      outputs[block] = narrowed(
        joined(
          clamped(sums.low &>> shift, least, 32_767), clamped(sums.high &>> shift, least, 32_767)))
    }
  }

  /// input [inputs] → logits, the bare sums.
  @_optimize(speed)
  private func vectorLogits(_ index: Int, _ input: UnsafePointer<Int16>) {
    let outputs = UnsafeMutableRawPointer(logitStart).assumingMemoryBound(to: Int32x4.self)
    for block in 0..<(model.layers[index].outputs &+ 7) / 8 {
      let sums = denseSums(index, block, input)
      outputs[2 &* block] = sums.low
      outputs[2 &* block &+ 1] = sums.high
    }
  }

  /// Bias plus products of outputs 8 · `block` … 8 · `block` + 7.
  @inline(always)
  private func denseSums(
    _ index: Int, _ block: Int, _ input: UnsafePointer<Int16>
  ) -> (low: Int32x4, high: Int32x4) {
    let pairs = (model.layers[index].inputs &+ 1) / 2
    let weights = part(plan.dense[index].weights, Int16x8.self) + 2 &* block &* pairs
    let biases = part(plan.dense[index].biases, Int32x4.self) + 2 &* block
    let columns = UnsafeRawPointer(input).assumingMemoryBound(to: Int32.self)
    var low = startingSums(at: biases[0])
    var high = startingSums(at: biases[1])
    for pair in 0..<pairs {
      let values = spread(columns[pair])
      low = addPairs(low, values, weights[2 &* pair])
      high = addPairs(high, values, weights[2 &* pair &+ 1])
    }
    return (totals(low), totals(high))
  }
}
