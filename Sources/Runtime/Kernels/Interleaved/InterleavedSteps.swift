// The BiLSTM of 16 units a direction, for vectors of any width: typealias `Units` and the
// functions of Vectors.swift say how wide. Equal to ScalarBiLSTM.swift bit for bit.
//
// A processor's window does not reach from one direction to the other, so the directions interleave:
// while a step of one ends, the next step of the other is summed (StepBeside.swift).

/// Units a direction that interleaved steps are made for; other sizes go a step at a time.
let interleavedUnits = 16

/// Vectors that hold the 16 units of a direction.
@inline(always)
var blocksPerDirection: Int { interleavedUnits / Units.scalarCount }

extension BiLSTMSteps {
  /// Row of gate inputs of a step, at the first unit of gate i.
  @inline(always)
  func row(_ direction: Int, _ step: Int) -> UnsafePointer<Units> {
    row(direction, step, blocks: blocksPerDirection)
  }
}

/// Makes the steps of both directions.
@inline(always)
func runInterleaved(_ steps: BiLSTMSteps) {
  begin(steps, 0, 0)
  begin(steps, 1, 0)
  end(steps, 0)
  interleave(steps)
  end(steps, 1)
}

/// Sums a step of a direction, with nothing beside it.
@_optimize(speed)
#if KDRUN_TINY
  @inline(never)
#else
  @inline(always)
#endif
private func begin(_ steps: BiLSTMSteps, _ direction: Int, _ step: Int) {
  if steps.madeCount == 0 && step == 0 { return beginFresh(steps, direction) }
  let row = steps.row(direction, step)
  var block = 0
  while block < blocksPerDirection {
    let place = direction &* blocksPerDirection &+ block
    let columns = Columns(steps.hidden.advanced(by: direction &* blocksPerDirection))
    let weights = steps.weights.advanced(by: 64 &* place)
    let x = row.advanced(by: block)
    @inline(always) func gate(_ index: Int) -> Units {
      let w = weights.advanced(by: 16 &* index)
      var sum = GateSum()
      sum.add(columns.c0, w, 0)
      sum.add(columns.c1, w, 1)
      sum.add(columns.c2, w, 2)
      sum.add(columns.c3, w, 3)
      sum.add(columns.c4, w, 4)
      sum.add(columns.c5, w, 5)
      sum.add(columns.c6, w, 6)
      sum.add(columns.c7, w, 7)
      return x[index &* blocksPerDirection] &+ sum.upper
    }
    steps.gates[place] = GateInputs(
      input: gate(0), forget: gate(1), candidate: gate(2), output: gate(3))
    block &+= 1
  }
}

/// The gate inputs of the very first step: those of the row.
@inline(always)
private func beginFresh(_ steps: BiLSTMSteps, _ direction: Int) {
  let row = steps.row(direction, 0)
  var block = 0
  while block < blocksPerDirection {
    steps.gates[direction &* blocksPerDirection &+ block] = GateInputs(
      input: row[block], forget: row[blocksPerDirection &+ block],
      candidate: row[2 &* blocksPerDirection &+ block],
      output: row[3 &* blocksPerDirection &+ block])
    block &+= 1
  }
}

/// Ends the step of a direction, with nothing beside it.
@_optimize(speed)
#if KDRUN_TINY
  @inline(never)
#else
  @inline(always)
#endif
private func end(_ steps: BiLSTMSteps, _ direction: Int) {
  var block = 0
  while block < blocksPerDirection {
    let place = direction &* blocksPerDirection &+ block
    let h = lstmCell(steps.gates[place], cell: &steps.cells[place])
    steps.hidden[place] = h
    steps.maxima[place] = larger(steps.maxima[place], h)
    block &+= 1
  }
}

/// Makes the steps of one direction, with nothing beside it; only serves to time it.
@inline(always)
func runAlone(_ steps: BiLSTMSteps, _ direction: Int) {
  var step = 0
  while step < steps.count {
    begin(steps, direction, step)
    end(steps, direction)
    step &+= 1
  }
}
