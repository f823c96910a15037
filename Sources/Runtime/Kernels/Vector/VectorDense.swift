// Dense layers of the vector kernels: eight outputs at a time.

/// A dense layer with its weights and biases in the arena.
struct VectorDense {
  /// [block of 8 outputs][pair of inputs][8 outputs][2].
  let weights: UnsafePointer<Int16x8>
  /// [output].
  let biases: UnsafePointer<Int32x4>
  let inputs: Int
  /// Blocks of eight outputs.
  let blocks: Int
  let shift: Int32
  /// The least output.
  let least: Int32

  init(
    _ layer: DenseLayer, _ weights: UnsafeMutablePointer<Int16>,
    _ biases: UnsafeMutablePointer<Int32>
  ) {
    self.weights = UnsafeRawPointer(weights).assumingMemoryBound(to: Int16x8.self)
    self.biases = UnsafeRawPointer(biases).assumingMemoryBound(to: Int32x4.self)
    inputs = layer.inputs
    blocks = (layer.outputs + 7) / 8
    shift = Int32(truncatingIfNeeded: layer.shift)
    least = layer.least
  }

  /// Weights in the arena: whole blocks of outputs, whole pairs of inputs.
  static func weightCount(_ layer: DenseLayer) -> Int {
    ((layer.outputs + 7) & ~7) * ((layer.inputs + 1) & ~1)
  }

  static func biasCount(_ layer: DenseLayer) -> Int { (layer.outputs + 7) & ~7 }

  /// input [inputs] → output [outputs]: shift, clamp to 16 bits, ReLU.
  @_optimize(speed)
  func run(_ input: UnsafePointer<Int16>, _ output: UnsafeMutablePointer<Int16>) {
    let shift = Int32x4(repeating: shift)
    let outputs = UnsafeMutableRawPointer(output).assumingMemoryBound(to: Int16x8.self)
    for block in 0..<blocks {
      let sums = sums(block, input)
      outputs[block] = narrowed(
        joined(
          clamped(sums.low &>> shift, least, 32_767), clamped(sums.high &>> shift, least, 32_767)))
    }
  }

  /// input [inputs] → logits, the bare sums.
  @_optimize(speed)
  func run(_ input: UnsafePointer<Int16>, logits: UnsafeMutablePointer<Int32>) {
    let outputs = UnsafeMutableRawPointer(logits).assumingMemoryBound(to: Int32x4.self)
    for block in 0..<blocks {
      let sums = sums(block, input)
      outputs[2 &* block] = sums.low
      outputs[2 &* block &+ 1] = sums.high
    }
  }

  /// Bias plus products of outputs 8 · `block` … 8 · `block` + 7.
  @inline(always)
  private func sums(
    _ block: Int, _ input: UnsafePointer<Int16>
  ) -> (low: Int32x4, high: Int32x4) {
    let pairs = (inputs &+ 1) / 2
    let weights = weights + 2 &* block &* pairs
    let columns = UnsafeRawPointer(input).assumingMemoryBound(to: Int32.self)
    var low = startingSums(at: biases[2 &* block])
    var high = startingSums(at: biases[2 &* block &+ 1])
    for pair in 0..<pairs {
      let values = spread(columns[pair])
      low = addPairs(low, values, weights[2 &* pair])
      high = addPairs(high, values, weights[2 &* pair &+ 1])
    }
    return (totals(low), totals(high))
  }
}

extension Scorer {
  /// Every dense layer: pooled → logits.
  func vectorDense() {
    let layers = UnsafePointer(part(plan.pointee.vectors.dense))
    var input = pooled
    var output = activations
    let last = model.pointee.dense.count &- 1
    for index in 0...last {
      // The other half of a pair.
      if layers[index].inputs & 1 == 1 { input[layers[index].inputs] = 0 }
      if index == last { break }
      layers[index].run(input, output)
      swap(&input, &output)
    }
    layers[last].run(input, logits: logitStart)
  }
}
