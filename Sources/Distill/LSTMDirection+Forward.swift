import KDQuantize

extension LSTMDirection {
  /// Runs all steps; `pooled` [responses, pooledRow] receives, in this direction's half, the
  /// greatest h of each unit over the steps (global max pooling; the first of equals).
  func forward(_ input: PackedInput, _ weights: Weights, pooled: Floats) {
    let width = 4 * hidden
    let parameters = weights.parameters.pointer
    let projection = Product(
      columns: width, depth: embedding,
      right: weights.inputTransposed[index].pointer, rightRow: width)
    projection(
      rows: input.rows, LeftFactor(input.values.pointer, row: embedding),
      start: parameters + weights.shape.bias[index], startRow: 0,
      out: inputSums.pointer, outRow: width)

    previous.pointer.update(repeating: 0, count: input.responses * hidden)
    let half = pooled + index * hidden
    for r in 0..<input.responses {
      // Below every h, which lies in −1 … 1.
      (half + r * pooledRow).update(repeating: -2, count: hidden)
    }
    let recurrence = Product(
      columns: width, depth: hidden,
      right: weights.recurrentTransposed[index].pointer, rightRow: width)
    for t in 0..<input.steps {
      let count = Int(input.counts[t])
      let offset = Int(input.offsets[t])
      recurrence.gathering(
        rows: count, LeftFactor(previous.pointer + offset * hidden, row: hidden),
        start: inputSums.pointer, startRow: width, index: input.inputRow[index] + offset,
        out: gates.pointer + offset * width, outRow: width)
      for r in 0..<count { cell(input, step: t, response: r, pooled: half + r * pooledRow) }
    }
  }

  @inline(always)
  private func cell(_ input: PackedInput, step: Int, response: Int, pooled: Floats) {
    let row = Int(input.offsets[step]) + response
    let before =
      step == 0
      ? zeros.pointer
      : cells.pointer + (Int(input.offsets[step - 1]) + response) * hidden
    let goesOn = response < Int(input.counts[step + 1])
    let next =
      goesOn
      ? previous.pointer + (Int(input.offsets[step + 1]) + response) * hidden : unread.pointer
    let gates = self.gates.pointer + row * 4 * hidden
    let cells = self.cells.pointer + row * hidden
    let cellTanh = self.cellTanh.pointer + row * hidden
    let best = pooledStep.pointer + response * hidden
    var unit = 0
    while unit + 4 <= hidden {
      units(
        SIMD4<Float>.self, gates + unit, before + unit, cells + unit, cellTanh + unit,
        next + unit, pooled + unit, best + unit, step)
      unit += 4
    }
    while unit < hidden {
      units(
        Float.self, gates + unit, before + unit, cells + unit, cellTanh + unit, next + unit,
        pooled + unit, best + unit, step)
      unit += 1
    }
  }

  @inline(always)
  private func units<V: Lanes>(
    _: V.Type, _ gates: Floats, _ before: UnsafePointer<Float>, _ cells: Floats,
    _ cellTanh: Floats, _ next: Floats, _ pooled: Floats, _ best: Floats, _ step: Int
  ) {
    let i = FloatMath.sigmoid(V.load(gates))
    let f = FloatMath.sigmoid(V.load(gates + hidden))
    let g = FloatMath.tanh(V.load(gates + 2 * hidden))
    let o = FloatMath.sigmoid(V.load(gates + 3 * hidden))
    let c = f * V.load(before) + i * g
    let squashed = FloatMath.tanh(c)
    let h = o * squashed
    i.store(gates)
    f.store(gates + hidden)
    g.store(gates + 2 * hidden)
    o.store(gates + 3 * hidden)
    c.store(cells)
    squashed.store(cellTanh)
    h.store(next)
    var greatest = V.load(pooled)
    var greatestStep = V.load(best)
    V.keepGreater(h, V(repeating: Float(step)), &greatest, &greatestStep)
    greatest.store(pooled)
    greatestStep.store(best)
  }
}
