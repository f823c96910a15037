// The order of turns for vectors of 8 units: a direction is two, and its state stays in memory,
// because SSE2 has not the registers for it.

/// Ends a step of one direction beside the next of the other, until the last but one of `count`.
@inline(always)
func interleaveSteps(_ memory: BiLSTMMemory, _ count: Int) {
  var turn = 2
  while turn < 2 &* count {
    endBeside(memory, next: turn & 1, step: turn &>> 1)
    turn &+= 1
  }
}

/// Ends the step of one direction beside the sums of step `step` of direction `next`.
@inline(always)
private func endBeside(_ memory: BiLSTMMemory, next: Int, step: Int) {
  let row = memory.row(next, step)
  var block = 0
  while block < blocksPerDirection {
    let columns = Columns(memory.hidden.advanced(by: next &* blocksPerDirection))
    let ending = (1 &- next) &* blocksPerDirection &+ block
    let place = next &* blocksPerDirection &+ block
    memory.gates[place] = endBeside(
      memory.gates[ending], cell: &memory.cells[ending], hidden: &memory.hidden[ending],
      maximum: &memory.maxima[ending],
      columns, memory.weights.advanced(by: 64 &* place), row.advanced(by: block))
    block &+= 1
  }
}
