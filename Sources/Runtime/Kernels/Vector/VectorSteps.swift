// Steps of any size with 128-bit vectors: eight units at a time, weights in pairs of columns
// (`interleave`). Equal to ScalarBiLSTM.swift bit for bit: the sums are exact, so their order is free.

/// Makes steps of the directions, one after the other. A direction has two halves of `hidden`, the state
/// before and after a step; the parity of the steps made tells which.
@_optimize(speed)
func vectorSteps(_ steps: BiLSTMSteps, units: Int, _ directions: Range<Int>) {
  let blocks = units / 8
  let weightCount = 4 &* units &* blocks
  for step in 0..<steps.count {
    let parity = (steps.madeCount &+ step) & 1
    for direction in directions {
      let state = steps.hidden.advanced(by: direction &* 2 &* blocks)
      vectorStep(
        steps, blocks, direction, steps.row(direction, step, blocks: blocks),
        steps.weights.advanced(by: direction &* weightCount),
        before: state.advanced(by: parity &* blocks),
        after: state.advanced(by: (1 &- parity) &* blocks))
    }
  }
}

/// One LSTM step of one direction: before [H] → after [H], the cells [H] and the maxima [H].
@inline(always)
private func vectorStep(
  _ steps: BiLSTMSteps, _ blocks: Int, _ direction: Int, _ row: UnsafePointer<Units>,
  _ weights: UnsafePointer<Units>, before: UnsafePointer<Units>,
  after: UnsafeMutablePointer<Units>
) {
  let columns = UnsafeRawPointer(before).assumingMemoryBound(to: Int32.self)
  let cells = steps.cells.advanced(by: direction &* blocks)
  let maxima = steps.maxima.advanced(by: direction &* blocks)
  for block in 0..<blocks {
    var sums = GateSums()
    sums.add(columns, weights.advanced(by: block &* 32 &* blocks), pairs: 4 &* blocks)
    let x = row.advanced(by: block)
    let gates = GateInputs(
      input: x[0] &+ highHalves(sums.i.0, sums.i.1),
      forget: x[blocks] &+ highHalves(sums.f.0, sums.f.1),
      candidate: x[2 &* blocks] &+ highHalves(sums.g.0, sums.g.1),
      output: x[3 &* blocks] &+ highHalves(sums.o.0, sums.o.1))
    let output = lstmCell(gates, cell: &cells[block])
    after[block] = output
    maxima[block] = larger(maxima[block], output)
  }
}
