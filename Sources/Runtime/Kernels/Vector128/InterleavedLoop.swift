// The order of steps for vectors of 8 units: a direction is two, and its state stays in memory,
// because SSE2 has not the registers for it.

/// Ends a step of one direction beside the next of the other, until the last but one.
@inline(always)
func interleave(_ steps: BiLSTMSteps) {
  var turn = 2
  while turn < 2 &* steps.count {
    endBeside(steps, next: turn & 1, step: turn &>> 1)
    turn &+= 1
  }
}

/// Ends the step of one direction beside the sums of step `step` of direction `next`.
@inline(always)
private func endBeside(_ steps: BiLSTMSteps, next: Int, step: Int) {
  let row = steps.row(next, step)
  var block = 0
  while block < blocksPerDirection {
    let columns = Columns(steps.hidden.advanced(by: next &* blocksPerDirection))
    let ending = (1 &- next) &* blocksPerDirection &+ block
    let place = next &* blocksPerDirection &+ block
    steps.gates[place] = endBeside(
      steps.gates[ending], cell: &steps.cells[ending], hidden: &steps.hidden[ending],
      maximum: &steps.maxima[ending],
      columns, steps.weights.advanced(by: 64 &* place), row.advanced(by: block))
    block &+= 1
  }
}
