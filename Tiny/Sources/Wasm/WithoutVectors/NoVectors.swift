// What the rest of Sources/Runtime asks of the vector kernels, for engines that have no vectors:
// only the scalar kernel is available. It gives the same bits.

let isWideBuild = false

let widestKernel = Kernel.scalar

/// No part of the arena.
struct VectorPlan {
  init(_: borrowing Model, _: ScorerOptions, _: BiLSTMPlan, in _: inout ArenaSpace) {}
}

/// Never there: no scorer is made for a kernel that is not available.
struct NoVectors {
  func run(_: Int) {}
  func run(_: Int, direction: Int) {}
  func project(_: Int, _: Int, into: UnsafeMutablePointer<Int16>) {}
}

extension Scorer {
  var vectorBiLSTM: UnsafePointer<NoVectors> { UnsafePointer(bitPattern: 1)! }
  var inputProjection: UnsafePointer<NoVectors> { UnsafePointer(bitPattern: 1)! }
  func prepareVectors() {}
  func vectorDense() {}
}
