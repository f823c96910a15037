import KDQuantize

extension LSTMDirection {
  /// Runs all steps; `pooled` [responses, pooledRow] receives, in this direction's half, the
  /// greatest h of each unit over the steps (global max pooling; the first of equals).
  func forward(_ input: PackedInput, _ weights: Weights, pooled: Floats) {
    let width = 4 * hidden
    let parameters = weights.parameters.pointer
    let projection = MatrixProduct(
      columns: width, depth: embedding,
      right: weights.inputTransposed[index].pointer, rightRow: width)
    projection(
      rows: input.rows, LeftFactor(input.values.pointer, row: embedding),
      addend: parameters + weights.shape.bias[index], addendRow: 0,
      out: inputSums.pointer, outRow: width)

    let half = pooled + index * hidden
    for r in 0..<input.responses {
      // Below every h, which lies in −1 … 1.
      (half + r * pooledRow).update(repeating: -2, count: hidden)
    }
    let recurrence = MatrixProduct(
      columns: width, depth: hidden,
      right: weights.recurrentTransposed[index].pointer, rightRow: width)
    let first = MatrixProduct(columns: width, depth: 0, right: recurrence.right, rightRow: width)
    for t in 0..<input.steps {
      let count = Int(input.stepCounts[t])
      let offset = Int(input.stepOffsets[t])
      // Nothing comes before step 0.
      let product = t == 0 ? first : recurrence
      product.gathering(
        rows: count, LeftFactor(previous.pointer + offset * hidden, row: hidden),
        addend: inputSums.pointer, addendRow: width, index: input.inputRow[index] + offset,
        out: gates.pointer + offset * width, outRow: width)
      activate(input, step: t)
      emit(input, step: t, pooled: half)
    }
  }

  // Two passes over the rows of a step, not one: the second waits long for each tanh(c), and
  // without the first in between the processor sees more rows to go on with.

  /// Replaces z of each row by its gates, and computes c.
  private func activate(_ input: PackedInput, step: Int) {
    let first = Int(input.stepOffsets[step])
    var gates = self.gates.pointer + first * 4 * hidden
    var cells = self.cells.pointer + first * hidden
    var before = UnsafePointer(zeros.pointer)
    if step > 0 {
      before = UnsafePointer(self.cells.pointer) + Int(input.stepOffsets[step - 1]) * hidden
    }
    for _ in 0..<input.stepCounts[step] {
      var unit = 0
      while unit + 4 <= hidden {
        activate(SIMD4<Float>.self, gates + unit, before + unit, cells + unit)
        unit += 4
      }
      while unit < hidden {
        activate(Float.self, gates + unit, before + unit, cells + unit)
        unit += 1
      }
      gates += 4 * hidden
      cells += hidden
      if step > 0 { before += hidden }
    }
  }

  @inline(always)
  private func activate<V: FloatVector>(
    _: V.Type, _ gates: Floats, _ before: UnsafePointer<Float>, _ cells: Floats
  ) {
    let i = FloatMath.sigmoid(V.load(gates))
    let f = FloatMath.sigmoid(V.load(gates + hidden))
    let g = FloatMath.tanh(V.load(gates + 2 * hidden))
    let o = FloatMath.sigmoid(V.load(gates + 3 * hidden))
    i.store(gates)
    f.store(gates + hidden)
    g.store(gates + 2 * hidden)
    o.store(gates + 3 * hidden)
    (f * V.load(before) + i * g).store(cells)
  }

  /// Computes tanh(c) and h of each row, hands h to the next step and pools it.
  private func emit(_ input: PackedInput, step: Int, pooled: Floats) {
    let first = Int(input.stepOffsets[step])
    let goingOn = Int(input.stepCounts[step + 1])
    for response in 0..<Int(input.stepCounts[step]) {
      let row = first + response
      let output = gates.pointer + row * 4 * hidden + 3 * hidden
      let cells = self.cells.pointer + row * hidden
      let cellTanh = self.cellTanh.pointer + row * hidden
      let next =
        response < goingOn
        ? previous.pointer + (Int(input.stepOffsets[step + 1]) + response) * hidden : unread.pointer
      let pooled = pooled + response * pooledRow
      let best = pooledStep.pointer + response * hidden
      var unit = 0
      while unit + 4 <= hidden {
        emit(
          SIMD4<Float>.self, output + unit, cells + unit, cellTanh + unit, next + unit,
          pooled + unit, best + unit, step)
        unit += 4
      }
      while unit < hidden {
        emit(
          Float.self, output + unit, cells + unit, cellTanh + unit, next + unit, pooled + unit,
          best + unit, step)
        unit += 1
      }
    }
  }

  @inline(always)
  private func emit<V: FloatVector>(
    _: V.Type, _ output: Floats, _ cells: Floats, _ cellTanh: Floats, _ next: Floats,
    _ pooled: Floats, _ best: Floats, _ step: Int
  ) {
    let squashed = FloatMath.tanh(V.load(cells))
    let h = V.load(output) * squashed
    squashed.store(cellTanh)
    h.store(next)
    var greatest = V.load(pooled)
    var greatestStep = V.load(best)
    V.keepGreater(h, V(repeating: Float(step)), &greatest, &greatestStep)
    greatest.store(pooled)
    greatestStep.store(best)
  }
}
