// The order of steps for vectors of 16 units: a direction is one, and its state stays in registers
// from step to step.

/// Ends a step of one direction beside the next of the other, until the last but one.
@inline(always)
func interleave(_ steps: BiLSTMSteps) {
  var forward = DirectionState(steps, 0)
  var reverse = DirectionState(steps, 1)
  var step = 1
  while step < steps.count {
    reverse.end(beside: &forward, steps.weights, steps.row(0, step))
    forward.end(beside: &reverse, steps.weights.advanced(by: 64), steps.row(1, step))
    step &+= 1
  }
  forward.store(steps, 0)
  reverse.store(steps, 1)
}

/// The state of one direction.
private struct DirectionState {
  var gates: GateInputs
  var cell: Units
  var hidden: Units
  var maximum: Units

  @inline(always)
  init(_ steps: BiLSTMSteps, _ direction: Int) {
    gates = steps.gates[direction]
    cell = steps.cells[direction]
    hidden = steps.hidden[direction]
    maximum = steps.maxima[direction]
  }

  @inline(always)
  func store(_ steps: BiLSTMSteps, _ direction: Int) {
    steps.gates[direction] = gates
    steps.cells[direction] = cell
    steps.hidden[direction] = hidden
    steps.maxima[direction] = maximum
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
