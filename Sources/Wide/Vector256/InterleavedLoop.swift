// The order of turns for vectors of 16 units: a direction is one, and its state stays in registers
// from turn to turn.

/// Ends a step of one direction beside the next of the other, until the last but one of `count`.
@inline(always)
func interleaveSteps(_ memory: BiLSTMMemory, _ count: Int) {
  var forward = DirectionState(memory, 0)
  var reverse = DirectionState(memory, 1)
  var step = 1
  while step < count {
    reverse.end(beside: &forward, memory.weights, memory.row(0, step))
    forward.end(beside: &reverse, memory.weights.advanced(by: 64), memory.row(1, step))
    step &+= 1
  }
  forward.store(memory, 0)
  reverse.store(memory, 1)
}

/// The state of one direction.
private struct DirectionState {
  var gates: GateInputs
  var cell: Units
  var hidden: Units
  var maximum: Units

  @inline(always)
  init(_ memory: BiLSTMMemory, _ direction: Int) {
    gates = memory.gates[direction]
    cell = memory.cells[direction]
    hidden = memory.hidden[direction]
    maximum = memory.maxima[direction]
  }

  @inline(always)
  func store(_ memory: BiLSTMMemory, _ direction: Int) {
    memory.gates[direction] = gates
    memory.cells[direction] = cell
    memory.hidden[direction] = hidden
    memory.maxima[direction] = maximum
  }

  /// Ends this direction's step beside the sums of the next step of `other`.
  @inline(always)
  mutating func end(
    beside other: inout DirectionState, _ weights: UnsafePointer<Units>,
    _ row: UnsafePointer<Units>
  ) {
    other.gates = endBeside(
      gates, cell: &cell, hidden: &hidden, maximum: &maximum, Columns(other.hidden), weights, row)
  }
}
