// The directions do not take turns in WebAssembly: it took 17 % longer, and 15 KB. Stands in
// for InterleavedSteps.swift and TurnLoop.swift.

/// Units a direction that the turns are made for: no BiLSTM has so few.
let interleavedUnits = 0

/// The gate inputs of the units of one vector.
struct GateInputs {
  var input: Units
  var forget: Units
  var candidate: Units
  var output: Units
}

struct BiLSTMMemory {
  let isFresh: Bool
  let forward: UnsafePointer<UInt16>
  let backward: UnsafePointer<UInt16>
  let table: UnsafePointer<Units>
  let weights: UnsafePointer<Units>
  let hidden: UnsafeMutablePointer<Units>
  let cells: UnsafeMutablePointer<Units>
  let maxima: UnsafeMutablePointer<Units>
  let gates: UnsafeMutablePointer<GateInputs>
}

/// Never called.
func runInterleaved(_: BiLSTMMemory, _: Int) {}
func runAlone(_: BiLSTMMemory, _: Int, _: Int) {}
