// What the rest of Sources/Runtime asks of the vector kernels, for engines that have no vectors:
// only the scalar kernel is available. It gives the same bits.

let isWideBuild = false

let widestKernel = Kernel.scalar

extension Scorer {
  // Never called: no scorer is made for a kernel that is not available.
  func widenWeights() {}
  func project(_: Int, _: Int, into: UnsafeMutablePointer<Int16>) {}
  func vectorBiLSTM(_: Int) {}
  func vectorBiLSTM(_: Int, direction: Int) {}
  func vectorDense() {}
}
