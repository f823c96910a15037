/// Steps of a BiLSTM over rows of gate inputs, as the vector kernels see them: what they read and
/// write. Vectors of `Units`; forward direction first everywhere.
///
/// A module of its own for a wider vector compiles this file too and is handed one by address.
struct BiLSTMSteps {
  /// Steps to make.
  let count: Int
  /// Steps made before; none: the state is zero, and the first step has nothing to sum.
  let madeCount: Int
  /// Token ids of the steps: upwards from `forward`, downwards from `backward`.
  let forward: UnsafePointer<UInt16>
  let backward: UnsafePointer<UInt16>
  /// Gate inputs [token][direction][gate][unit].
  let table: UnsafePointer<Units>
  /// Recurrent weights, in the order of the kernel.
  let weights: UnsafePointer<Units>
  /// [direction][unit]: hidden state, cell, largest hidden state so far.
  let hidden: UnsafeMutablePointer<Units>
  let cells: UnsafeMutablePointer<Units>
  let maxima: UnsafeMutablePointer<Units>
  /// [direction][block]: the gate inputs of the step to end next, where directions interleave.
  let gates: UnsafeMutablePointer<GateInputs>

  /// Row of gate inputs of a step, at the first unit of gate i; a gate has `blocks` vectors.
  @inline(always)
  func row(_ direction: Int, _ step: Int, blocks: Int) -> UnsafePointer<Units> {
    let id = Int(direction == 0 ? forward[step] : backward[0 &- step])
    return table.advanced(by: (2 &* id &+ direction) &* 4 &* blocks)
  }
}

/// The gate inputs of the units of one vector.
struct GateInputs {
  var input: Units
  var forget: Units
  var candidate: Units
  var output: Units
}
