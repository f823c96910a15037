// The BiLSTM of 16 units a direction, for vectors of any width: typealias `Units` and the
// functions of Vectors.swift say how wide. Equal to ScalarBiLSTM.swift bit for bit.
//
// A processor's window does not reach from one direction to the other, so a turn ends the step of
// one direction while it sums the next step of the other, line beside line. The order of the lines
// is the design: a dependent line follows its input at a distance.

/// Units a direction that the turns are made for.
let interleavedUnits = 16

/// What the turns read and write; all 16 units a gate, forward direction first.
struct BiLSTMMemory {
  /// Whether no step was made yet: the state is zero, and the first step has nothing to sum.
  let isFresh: Bool
  /// Token ids of the steps: upwards from `forward`, downwards from `backward`.
  let forward: UnsafePointer<UInt16>
  let backward: UnsafePointer<UInt16>
  /// Gate inputs [token][direction][gate][unit].
  let table: UnsafePointer<Units>
  /// [direction][block][gate][slot][two sums], in the order of `arrangeForInterleaving`.
  let weights: UnsafePointer<Units>
  /// [direction][unit]: hidden state, cell, largest hidden state so far.
  let hidden: UnsafeMutablePointer<Units>
  let cells: UnsafeMutablePointer<Units>
  let maxima: UnsafeMutablePointer<Units>
  /// [direction][block]: the gate inputs of the step to end next.
  let gates: UnsafeMutablePointer<GateInputs>

  /// Row of gate inputs of a step, at the first unit of gate i.
  @inline(always)
  func row(_ direction: Int, _ step: Int) -> UnsafePointer<Units> {
    let id = Int(direction == 0 ? forward[step] : backward[0 &- step])
    return table.advanced(by: (2 &* id &+ direction) &* 4 &* blocksPerDirection)
  }
}

/// Vectors that hold the 16 units of a direction.
@inline(always)
var blocksPerDirection: Int { interleavedUnits / Units.scalarCount }

/// The gate inputs of the units of one vector.
struct GateInputs {
  var input: Units
  var forget: Units
  var candidate: Units
  var output: Units
}

/// Runs `count` steps of both directions. The state of the steps before lies in `memory`.
@inline(always)
func runInterleaved(_ memory: BiLSTMMemory, _ count: Int) {
  begin(memory, 0, 0)
  begin(memory, 1, 0)
  end(memory, 0)
  interleaveSteps(memory, count)
  end(memory, 1)
}

/// Sums a step of a direction, with nothing beside it.
@_optimize(speed)
#if KDRUN_TINY
  @inline(never)
#else
  @inline(always)
#endif
private func begin(_ memory: BiLSTMMemory, _ direction: Int, _ step: Int) {
  if memory.isFresh && step == 0 { return beginFresh(memory, direction) }
  let row = memory.row(direction, step)
  var block = 0
  while block < blocksPerDirection {
    let place = direction &* blocksPerDirection &+ block
    let columns = Columns(memory.hidden.advanced(by: direction &* blocksPerDirection))
    let weights = memory.weights.advanced(by: 64 &* place)
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
    memory.gates[place] = GateInputs(
      input: gate(0), forget: gate(1), candidate: gate(2), output: gate(3))
    block &+= 1
  }
}

/// The gate inputs of the very first step: those of the row.
@inline(always)
private func beginFresh(_ memory: BiLSTMMemory, _ direction: Int) {
  let row = memory.row(direction, 0)
  var block = 0
  while block < blocksPerDirection {
    memory.gates[direction &* blocksPerDirection &+ block] = GateInputs(
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
private func end(_ memory: BiLSTMMemory, _ direction: Int) {
  var block = 0
  while block < blocksPerDirection {
    let place = direction &* blocksPerDirection &+ block
    let h = lstmCell(memory.gates[place], cell: &memory.cells[place])
    memory.hidden[place] = h
    memory.maxima[place] = larger(memory.maxima[place], h)
    block &+= 1
  }
}

/// Ends a step for the units of one vector: gate inputs `z` → cell, hidden state, maximum. Beside it
/// sums the next step of units of the other direction: columns, weights `w` and row `x` → their
/// gate inputs.
@inline(always)
func endBeside(
  _ z: GateInputs, cell: inout Units, hidden: inout Units, maximum: inout Units,
  _ columns: Columns, _ w: UnsafePointer<Units>, _ x: UnsafePointer<Units>
) -> GateInputs {
  var gates = z
  var t = VectorTanh3(z)
  var sum = GateSum()
  t.magnitude()
  sum.add(columns.c0, w, 0)
  t.clamp()
  sum.add(columns.c1, w, 1)
  t.scale()
  sum.add(columns.c2, w, 2)
  t.centre()
  sum.add(columns.c3, w, 3)
  t.timesU()
  sum.add(columns.c4, w, 4)
  t.plusA()
  sum.add(columns.c5, w, 5)
  t.timesU()
  sum.add(columns.c6, w, 6)
  t.plusB()
  sum.add(columns.c7, w, 7)
  t.timesU()
  gates.input = x[0] &+ sum.upper
  sum = GateSum()
  sum.add(columns.c0, w, 16)
  t.twicePlusC()
  sum.add(columns.c1, w, 17)
  sum.add(columns.c2, w, 18)
  t.square()
  sum.add(columns.c3, w, 19)
  t.twice()
  sum.add(columns.c4, w, 20)
  t.square()
  sum.add(columns.c5, w, 21)
  t.fromOne()
  sum.add(columns.c6, w, 22)
  t.sign(z)
  sum.add(columns.c7, w, 23)
  var gated = multiplyHigh(doubled(t.i.v), doubled(t.g.v))
  var kept = multiplyHigh(doubled(t.f.v), cell)
  gates.candidate = x[2 &* blocksPerDirection] &+ sum.upper
  sum = GateSum()
  sum.add(columns.c0, w, 8)
  gated = (t.g.v &+ all(4)) &+ gated
  sum.add(columns.c1, w, 9)
  kept = ((cell &>> 1) &+ all(2)) &+ kept
  sum.add(columns.c2, w, 10)
  let following = ordered(kept &+ (gated &>> 4))
  var o = VectorTanh(z.output)
  o.magnitude()
  sum.add(columns.c3, w, 11)
  cell = larger(smaller(following, all(28_673)), all(-28_671)) &- all(1)
  let squashed = following &>> 1
  var c = VectorTanh(squashed)
  o.clamp()
  sum.add(columns.c4, w, 12)
  c.magnitude()
  sum.add(columns.c5, w, 13)
  o.scale()
  o.centre()
  c.clamp()
  sum.add(columns.c6, w, 14)
  o.timesU()
  c.scale()
  sum.add(columns.c7, w, 15)
  gates.forget = x[blocksPerDirection] &+ sum.upper
  sum = GateSum()
  sum.add(columns.c0, w, 24)
  o.plusA()
  c.centre()
  c.timesU()
  o.timesU()
  sum.add(columns.c1, w, 25)
  c.plusA()
  o.plusB()
  c.timesU()
  sum.add(columns.c2, w, 26)
  o.timesU()
  c.plusB()
  sum.add(columns.c3, w, 27)
  o.twicePlusC()
  c.timesU()
  sum.add(columns.c4, w, 28)
  o.square()
  c.twicePlusC()
  c.square()
  sum.add(columns.c5, w, 29)
  o.twice()
  c.twice()
  o.square()
  c.square()
  sum.add(columns.c6, w, 30)
  o.fromOne()
  o.sign(z.output)
  sum.add(columns.c7, w, 31)
  let gate = withSign(doubled(o.v), squashed)
  c.fromOne()
  gates.output = x[3 &* blocksPerDirection] &+ sum.upper
  let h = withSign(c.v, squashed) &+ multiplyHigh(gate, doubled(c.v))
  hidden = h
  maximum = larger(maximum, h)
  return gates
}

/// Runs `count` steps of one direction, with nothing beside it; only serves to time it.
@inline(always)
func runAlone(_ memory: BiLSTMMemory, _ count: Int, _ direction: Int) {
  var step = 0
  while step < count {
    begin(memory, direction, step)
    end(memory, direction)
    step &+= 1
  }
}

/// Pairs of columns of the hidden state, each spread over a lane.
struct Columns {
  var c0, c1, c2, c3, c4, c5, c6, c7: Units
}

/// The two sums of one gate for the units of one vector; they start at the rounding constant.
struct GateSum {
  var first = roundingSums
  var second = roundingSums

  /// Adds one slot of weights [slot][two sums].
  @inline(always)
  mutating func add(_ column: Units, _ weights: UnsafePointer<Units>, _ slot: Int) {
    first = addPairs(first, column, weights[2 &* slot])
    second = addPairs(second, column, weights[2 &* slot &+ 1])
  }

  /// The sums' upper halves, in the order of the units.
  @inline(always)
  var upper: Units { ordered(highHalves(first, second)) }
}
