// The executable form of docs/NUMERICS.md: one integer at a time, straight from the model file.

/// A BiLSTM of the model and what it reads and writes.
struct ScalarBiLSTM {
  let layer: BiLSTMLayer
  let embedding: Matrix
  let tokens: UnsafePointer<UInt16>
  /// One embedded token.
  let embedded: UnsafeMutablePointer<Int16>
  /// Hidden state: a direction, then the state before and after a step.
  let hidden: UnsafeMutablePointer<Int16>
  let cells: UnsafeMutablePointer<Int16>
  /// Gate inputs [token][direction][gate][unit], when folded.
  let foldedInputs: UnsafeMutablePointer<Int16>
  let isFolded: Bool
  /// Units of a direction in the arena, no fewer than the layer's.
  let units: Int
  let pooling: Pooling

  /// Tokens [count] → pooled.
  func run(_ count: Int, _ directions: Range<Int> = 0..<2) {
    hidden.update(repeating: 0, count: 4 * units)
    cells.update(repeating: 0, count: 2 * units)
    pooling.begin(layer.outputs)
    for direction in directions {
      for step in 0..<count {
        let token = Int(tokens[direction == 0 ? step : count - 1 - step])
        let states = hidden + direction * 2 * units
        let before = states + (step % 2) * units
        let after = states + (1 - step % 2) * units
        self.step(direction, token, before, after)
        pooling.add(after, at: direction * layer.hidden, layer.hidden)
      }
    }
    pooling.end(layer.outputs, count: count)
  }

  /// One step of one direction: before [H] → after [H], and the cell [H].
  private func step(
    _ direction: Int, _ token: Int,
    _ before: UnsafePointer<Int16>, _ after: UnsafeMutablePointer<Int16>
  ) {
    if !isFolded { embedding.widen(token, into: embedded) }
    let weights = layer[direction]
    let recurrent = weights.recurrentWeights
    let hidden = layer.hidden
    func gateInput(_ gate: Int, _ unit: Int) -> Int32 {
      let row = gate * hidden + unit
      var sum: Int32 = 0x8000
      for column in 0..<hidden {
        sum &+= Int32(before[column]) &* recurrent.weight(row, column)
      }
      let input =
        isFolded
        ? Int32(foldedInputs[((2 * token + direction) * 4 + gate) * units + unit])
        : self.input(weights, row)
      return input &+ (sum &>> 16)
    }
    for unit in 0..<hidden {
      let place = cells + direction * units + unit
      var state = Int32(place.pointee)
      let output = lstmCell(
        input: gateInput(0, unit), forget: gateInput(1, unit), candidate: gateInput(2, unit),
        output: gateInput(3, unit), cell: &state)
      place.pointee = Int16(truncatingIfNeeded: state)
      after[unit] = Int16(truncatingIfNeeded: output)
    }
  }

  /// One gate's projected input of the embedded token: clamp((bias + Σ w · e) >> shift).
  private func input(_ weights: LSTMDirection, _ row: Int) -> Int32 {
    let matrix = weights.inputWeights
    var sum = weights.biases[row]
    for column in 0..<matrix.columns {
      sum &+= Int32(embedded[column]) &* matrix.weight(row, column)
    }
    return min(max(sum &>> Int32(layer.shift), -layer.inputLimit), layer.inputLimit)
  }

  /// Tabulates `input` of a token: `inputs` [direction][gate][unit].
  func fold(_ token: Int, into inputs: UnsafeMutablePointer<Int16>) {
    embedding.widen(token, into: embedded)
    for direction in 0..<2 {
      for gate in 0..<4 {
        for unit in 0..<layer.hidden {
          inputs[(4 * direction + gate) * units + unit] = Int16(
            truncatingIfNeeded: input(layer[direction], gate * layer.hidden + unit))
        }
      }
    }
  }
}

extension Scorer {
  /// The model's BiLSTM in this arena.
  var scalarBiLSTM: ScalarBiLSTM {
    let parts = plan.pointee.biLSTM
    return ScalarBiLSTM(
      layer: model.pointee.biLSTM!, embedding: model.pointee.embedding.matrix, tokens: tokens,
      embedded: embedded, hidden: part(parts.hidden), cells: part(parts.cells),
      foldedInputs: part(parts.foldedInputs), isFolded: parts.isFolded, units: parts.units,
      pooling: pooling)
  }
}
