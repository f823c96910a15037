import KDQuantize

/// docs/NUMERICS.md written a second time, over the quantised student instead of the file, in
/// 64-bit integers with floor divisions; it traps where the runtime would wrap.
struct SlowOracle {
  let student: QuantizedStudent

  /// ⌊value / 2^bits⌋.
  private func floorShift(_ value: Int, _ bits: Int) -> Int {
    let unit = 1 << bits
    return (value - ((value % unit) + unit) % unit) / unit
  }

  private func tanh(_ z: Int) -> Int {
    precondition(abs(z) < 32_768)
    let u = (2_047 - min(abs(z), 4_095)) * 16
    let first = 4_962 - floorShift(u, 1)
    let second = floorShift(first * u, 16) + 15_381
    let third = floorShift(second * u, 16) + 13_694
    let p = 2 * floorShift(third * u, 16) + 14_249
    let q = 2 * floorShift(p * p, 16)
    let value = 32_764 - 2 * floorShift(q * q, 16)
    return z < 0 ? -value : value
  }

  private func product(_ matrix: QuantizedMatrix, _ row: Int, _ input: [Int]) -> Int {
    return input.indices.reduce(0) { sum, column in
      let scale = Int(matrix.multipliers[row])
      let value = Int(matrix.values[row * matrix.columns + column])
      return sum + input[column] * floorShift(value * scale + 128, 8)
    }
  }

  private func embed(_ token: UInt16) -> [Int] {
    let matrix = student.layers[0].weights[0]
    return (0..<matrix.columns).map { column in
      let value = Int(matrix.values[Int(token) * matrix.columns + column])
      return floorShift(value * Int(matrix.multipliers[Int(token)]) + 128, 8)
    }
  }

  /// Hidden states of one direction, in the order in which it reads `tokens`.
  private func run(_ direction: Int, _ tokens: [UInt16]) -> [[Int]] {
    let layer = student.layers[1]
    let hidden = layer.outputs / 2
    let limit = Int(layer.inputLimit)
    var state = [Int](repeating: 0, count: hidden)
    var cell = state
    var states: [[Int]] = []
    for token in tokens {
      let input = embed(token)
      let gates = (0..<4 * hidden).map { row in
        let bias = Int(layer.bias[direction * 4 * hidden + row])
        let sum = bias + product(layer.weights[2 * direction], row, input)
        precondition(abs(sum) <= Int(Int32.max))
        let x = min(max(floorShift(sum, layer.shift), -limit), limit)
        return x + floorShift(32_768 + product(layer.weights[2 * direction + 1], row, state), 16)
      }
      for unit in 0..<hidden {
        let i = tanh(gates[unit])
        let f = tanh(gates[hidden + unit])
        let g = tanh(gates[2 * hidden + unit])
        let o = tanh(gates[3 * hidden + unit])
        let gated = floorShift(g, 1) + floorShift(i * g, 16)
        let kept = floorShift(cell[unit], 1) + floorShift(f * cell[unit], 16)
        cell[unit] = min(max(kept + floorShift(floorShift(gated, 1) + 10, 3), -28_672), 28_672)
        let squashed = tanh(floorShift(cell[unit] + 1, 1))
        state[unit] = floorShift(squashed, 1) + floorShift(o * squashed, 16)
      }
      states.append(state)
    }
    return states
  }

  func logits(_ tokens: [UInt16]) -> [Int32] {
    var rows: [[Int]]
    var index = 1
    if student.layers[1].kind == .biLSTM {
      let reverse = Array(run(1, tokens.reversed()).reversed())
      rows = zip(run(0, tokens), reverse).map { $0 + $1 }
      index = 2
    } else {
      rows = tokens.map(embed)
    }
    let isMaximum = student.layers[index].kind == .globalMaxPool
    var values = rows[0].indices.map { column in
      let all = rows.map { $0[column] }
      if isMaximum { return all.max()! }
      // ⌊(2 · sum + n) / 2n⌋ by counting up from a value that is surely too small.
      let numerator = 2 * all.reduce(0, +) + all.count
      var mean = numerator / (2 * all.count) - 2
      while (mean + 1) * 2 * all.count <= numerator { mean += 1 }
      return mean
    }
    for layer in student.layers[(index + 1)...] {
      let sums = (0..<layer.outputs).map {
        Int(layer.bias[$0]) + product(layer.weights[0], $0, values)
      }
      if layer == student.layers.last { return sums.map { Int32($0) } }
      let least = layer.activation == .relu ? 0 : -32_768
      values = sums.map { min(max(floorShift($0, layer.shift), least), 32_767) }
    }
    return []
  }
}
