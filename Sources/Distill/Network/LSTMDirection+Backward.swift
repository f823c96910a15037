import KDQuantize

extension LSTMDirection {
  /// The pair of `forward`: from `pooledGradient` [responses, pooledRow] to the gradients by the
  /// weights (into `upper`, the gradient of all parameters after the embedding) and by the input
  /// (added to `input.gradient`).
  func backward(
    _ input: PackedInput, _ weights: Weights, pooledGradient: UnsafePointer<Float>, upper: Floats
  ) {
    let width = 4 * hidden
    let shape = weights.shape
    let recurrent = weights.parameters.pointer + shape.recurrentWeight[index]
    hiddenGradient.pointer.update(repeating: 0, count: input.responses * hidden)
    cellGradient.pointer.update(repeating: 0, count: input.responses * hidden)
    let toPrevious = MatrixProduct(
      columns: hidden, depth: width, right: recurrent, rightRow: hidden)
    for t in stride(from: input.steps - 1, through: 0, by: -1) {
      let count = Int(input.stepCounts[t])
      let offset = Int(input.stepOffsets[t])
      for r in 0..<count {
        cell(
          input, step: t, response: r,
          pooledGradient: pooledGradient + r * pooledRow + index * hidden)
      }
      guard t > 0 else { break }
      // dh' = W_hhᵀ dz
      toPrevious(
        rows: count, LeftFactor(gates.pointer + offset * width, row: width),
        addend: zeros.pointer, addendRow: 0, out: hiddenGradient.pointer, outRow: hidden)
    }
    let base = shape.embeddingCount
    weightGradients(
      input, input: upper + (shape.inputWeight[index] - base),
      recurrent: upper + (shape.recurrentWeight[index] - base),
      bias: upper + (shape.bias[index] - base))
    let toInput = MatrixProduct(
      columns: embedding, depth: width,
      right: weights.parameters.pointer + shape.inputWeight[index], rightRow: embedding)
    toInput(
      rows: input.rows, LeftFactor(inputSumsGradient.pointer, row: width),
      addend: input.gradient.pointer, addendRow: embedding,
      out: input.gradient.pointer, outRow: embedding)
  }

  /// dW_hh = Σ dz h'ᵀ over all rows; dW_ih = Σ dz xᵀ and db = Σ dz over the input rows, each with
  /// the dz of the rows that read it added up.
  private func weightGradients(
    _ input: PackedInput, input inputWeight: Floats, recurrent: Floats, bias: Floats
  ) {
    let width = 4 * hidden
    let sums = inputSumsGradient.pointer
    sums.update(repeating: 0, count: input.rows * width)
    for row in 0..<input.tokens {
      let target = sums + Int(input.inputRow[index][row]) * width
      let source = gates.pointer + row * width
      for unit in stride(from: 0, to: width, by: 4) {
        (SIMD4<Float>.load(target + unit) + SIMD4<Float>.load(source + unit)).store(target + unit)
      }
    }
    sumRows(sums, rows: input.rows, columns: width, out: bias)
    MatrixProduct(
      columns: embedding, depth: input.rows, right: input.values.pointer, rightRow: embedding)(
        rows: width, LeftFactor(sums, row: 1, step: width),
        addend: zeros.pointer, addendRow: 0, out: inputWeight, outRow: embedding)
    // Step 0 has no h'.
    let first = input.responses
    MatrixProduct(
      columns: hidden, depth: input.tokens - first, right: previous.pointer + first * hidden,
      rightRow: hidden)(
        rows: width, LeftFactor(gates.pointer + first * width, row: 1, step: width),
        addend: zeros.pointer, addendRow: 0, out: recurrent, outRow: hidden)
  }

  @inline(always)
  private func cell(
    _ input: PackedInput, step: Int, response: Int, pooledGradient: UnsafePointer<Float>
  ) {
    let row = Int(input.stepOffsets[step]) + response
    let before =
      step == 0
      ? zeros.pointer
      : cells.pointer + (Int(input.stepOffsets[step - 1]) + response) * hidden
    let gates = self.gates.pointer + row * 4 * hidden
    let cellTanh = self.cellTanh.pointer + row * hidden
    let state = response * hidden
    let best = pooledStep.pointer + state
    let hiddenGradient = self.hiddenGradient.pointer + state
    let cellGradient = self.cellGradient.pointer + state
    var unit = 0
    while unit + 4 <= hidden {
      units(
        SIMD4<Float>.self, gates + unit, before + unit, cellTanh + unit, best + unit,
        pooledGradient + unit, hiddenGradient + unit, cellGradient + unit, step)
      unit += 4
    }
    while unit < hidden {
      units(
        Float.self, gates + unit, before + unit, cellTanh + unit, best + unit,
        pooledGradient + unit, hiddenGradient + unit, cellGradient + unit, step)
      unit += 1
    }
  }

  @inline(always)
  private func units<V: FloatVector>(
    _: V.Type, _ gates: Floats, _ before: UnsafePointer<Float>, _ cellTanh: UnsafePointer<Float>,
    _ best: UnsafePointer<Float>, _ pooledGradient: UnsafePointer<Float>,
    _ hiddenGradient: UnsafePointer<Float>, _ cellGradient: Floats, _ step: Int
  ) {
    let one = V(repeating: 1)
    let i = V.load(gates)
    let f = V.load(gates + hidden)
    let g = V.load(gates + 2 * hidden)
    let o = V.load(gates + 3 * hidden)
    let squashed = V.load(cellTanh)
    let pooled = V.load(pooledGradient)
      .kept(where: V.load(best), equals: V(repeating: Float(step)))
    let dh = V.load(hiddenGradient) + pooled
    let dc = V.load(cellGradient) + dh * o * (one - squashed * squashed)
    (dc * f).store(cellGradient)
    (dc * g * i * (one - i)).store(gates)
    (dc * V.load(before) * f * (one - f)).store(gates + hidden)
    (dc * i * (one - g * g)).store(gates + 2 * hidden)
    (dh * squashed * o * (one - o)).store(gates + 3 * hidden)
  }
}
