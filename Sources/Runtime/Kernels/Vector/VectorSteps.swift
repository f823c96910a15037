// The 128-bit kernel: eight units at a time, weights in pairs of columns (`interleave`).
// Equal to ScalarBiLSTM.swift bit for bit: the sums are exact, so their order is free.

/// Steps of a BiLSTM over rows of tabulated gate inputs: the forward direction reads the ids
/// upwards from `forward`, the reverse one downwards from `backward`.
struct StepRange {
  let forward: UnsafePointer<UInt16>
  let backward: UnsafePointer<UInt16>
  let count: Int
  /// Steps done before; its parity tells which half of `Scorer.hidden` holds the state.
  let start: Int
  /// Gate inputs [token][direction][gate][unit].
  let table: UnsafePointer<Int16>
}

extension Scorer {
  /// Steps of the directions, one after the other.
  @_optimize(speed)
  func vectorSteps(_ run: StepRange, _ directions: Range<Int>) {
    let padded = plan.paddedHidden
    let weightCount = 4 &* padded &* padded / 8
    let recurrent = UnsafePointer(part(plan.recurrentWeights, Int16x8.self))
    for step in 0..<run.count {
      let parity = (run.start &+ step) & 1
      for direction in directions {
        let id = direction == 0 ? run.forward[step] : run.backward[0 &- step]
        let row = run.table.advanced(by: (2 &* Int(id) &+ direction) &* 4 &* padded)
        let state = hidden.advanced(by: direction &* 2 &* padded)
        vectorStep(
          row, recurrent.advanced(by: direction &* weightCount),
          before: state.advanced(by: parity &* padded),
          after: state.advanced(by: (1 &- parity) &* padded), direction)
      }
    }
  }

  /// One LSTM step of one direction: before [H] → after [H], the cell [H] and the maxima [H].
  @inline(always)
  private func vectorStep(
    _ row: UnsafePointer<Int16>, _ weights: UnsafePointer<Int16x8>,
    before: UnsafePointer<Int16>, after: UnsafeMutablePointer<Int16>, _ direction: Int
  ) {
    let padded = plan.paddedHidden
    let blocks = padded / 8
    let inputs = UnsafeRawPointer(row).assumingMemoryBound(to: Int16x8.self)
    let columns = UnsafeRawPointer(before).assumingMemoryBound(to: Int32.self)
    let outputs = UnsafeMutableRawPointer(after).assumingMemoryBound(to: Int16x8.self)
    let cells = part(plan.cell, Int16x8.self).advanced(by: direction &* blocks)
    let maxima = part(plan.pooled, Int16x8.self).advanced(by: direction &* blocks)
    for block in 0..<blocks {
      var sums = GateSums()
      sums.add(columns, weights.advanced(by: block &* 4 &* padded), pairs: padded / 2)
      let x = inputs.advanced(by: block)
      let gates = GateInputs(
        input: x[0] &+ highHalves(sums.i.0, sums.i.1),
        forget: x[blocks] &+ highHalves(sums.f.0, sums.f.1),
        candidate: x[2 &* blocks] &+ highHalves(sums.g.0, sums.g.1),
        output: x[3 &* blocks] &+ highHalves(sums.o.0, sums.o.1))
      let output = lstmCell(gates, cell: &cells[block])
      outputs[block] = output
      maxima[block] = larger(maxima[block], output)
    }
  }
}
