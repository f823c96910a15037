// The executable form of docs/NUMERICS.md: one integer at a time, straight from the model file.

extension Scorer {
  /// Every dense layer: pooled → logits.
  func scalarDense() {
    var input = pooled
    var output = activations
    for index in plan.firstDense..<model.layerCount {
      scalarDense(model.layers[index], input, output, isLast: index == model.layerCount - 1)
      swap(&input, &output)
    }
  }

  /// Tokens [count] → pooled.
  func scalarBiLSTM(_ count: Int, _ directions: Range<Int> = 0..<2) {
    let layer = model.layers[1]
    let isMaximum = pool.kind == .globalMaxPool
    clearState()
    beginPool(isMaximum: isMaximum, layer.outputs)
    for direction in directions {
      for step in 0..<count {
        let token = Int(tokens[direction == 0 ? step : count - 1 - step])
        let states = hidden + direction * 2 * plan.paddedHidden
        let before = states + (step % 2) * plan.paddedHidden
        let after = states + (1 - step % 2) * plan.paddedHidden
        scalarStep(layer, direction, token, before, after)
        poolStep(isMaximum: isMaximum, after, at: direction * layer.hidden, layer.hidden)
      }
    }
    endPool(isMaximum: isMaximum, layer.outputs, count: count)
  }

  /// One LSTM step of one direction: before [H] → after [H], and the cell [H].
  private func scalarStep(
    _ layer: Layer, _ direction: Int, _ token: Int,
    _ before: UnsafePointer<Int16>, _ after: UnsafeMutablePointer<Int16>
  ) {
    if !isInputFolded { embed(token) }
    let recurrent = layer.matrices[2 * direction + 1]
    func gateInput(_ gate: Int, _ unit: Int) -> Int32 {
      let row = gate * layer.hidden + unit
      var sum: Int32 = 0x8000
      for column in 0..<layer.hidden {
        sum &+= Int32(before[column]) &* model.weight(recurrent, row, column)
      }
      let input =
        isInputFolded
        ? Int32(foldRow(token)[(4 * direction + gate) * plan.paddedHidden + unit])
        : scalarInput(layer, direction, row)
      return input &+ (sum &>> 16)
    }
    for unit in 0..<layer.hidden {
      let place = cell + direction * plan.paddedHidden + unit
      var state = Int32(place.pointee)
      let output = lstmCell(
        input: gateInput(0, unit), forget: gateInput(1, unit), candidate: gateInput(2, unit),
        output: gateInput(3, unit), cell: &state)
      place.pointee = Int16(truncatingIfNeeded: state)
      after[unit] = Int16(truncatingIfNeeded: output)
    }
  }

  /// One gate's projected input of the embedded token: clamp((bias + Σ w · e) >> shift).
  private func scalarInput(_ layer: Layer, _ direction: Int, _ row: Int) -> Int32 {
    let matrix = layer.matrices[2 * direction]
    var sum = model.int32(layer.biasOffset, direction * matrix.rows + row)
    for column in 0..<matrix.columns {
      sum &+= Int32(embedded[column]) &* model.weight(matrix, row, column)
    }
    return min(max(sum &>> Int32(layer.shift), -layer.inputLimit), layer.inputLimit)
  }

  /// Tabulates `scalarInput` for every token.
  func foldScalar(_ token: Int) {
    let layer = model.layers[1]
    embed(token)
    for direction in 0..<2 {
      let row = foldRow(token) + direction * 4 * plan.paddedHidden
      for gate in 0..<4 {
        for unit in 0..<layer.hidden {
          row[gate * plan.paddedHidden + unit] = Int16(
            truncatingIfNeeded: scalarInput(layer, direction, gate * layer.hidden + unit))
        }
      }
    }
  }

  /// input [inputs] → output [outputs], or the logits from the last layer.
  private func scalarDense(
    _ layer: Layer, _ input: UnsafePointer<Int16>, _ output: UnsafeMutablePointer<Int16>,
    isLast: Bool
  ) {
    for row in 0..<layer.outputs {
      var sum = model.int32(layer.biasOffset, row)
      for column in 0..<layer.inputs {
        sum &+= Int32(input[column]) &* model.weight(layer.matrices[0], row, column)
      }
      finishDense(layer, row, sum, output, isLast: isLast)
    }
  }

  /// Shift, clamp to 16 bits, ReLU; or the bare sum for a logit.
  private func finishDense(
    _ layer: Layer, _ row: Int, _ sum: Int32, _ output: UnsafeMutablePointer<Int16>, isLast: Bool
  ) {
    if isLast {
      logitStart[row] = sum
      return
    }
    let least: Int32 = layer.activation == .relu ? 0 : -32_768
    let value = min(max(sum &>> Int32(layer.shift), least), 32_767)
    output[row] = Int16(truncatingIfNeeded: value)
  }
}
