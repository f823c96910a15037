/// The left factor of a product: element (i, k) lies at `pointer[i · row + k · step]`, so that a
/// matrix (step 1) and its transpose (row 1) are the same memory with the two numbers exchanged.
package struct LeftFactor {
  var pointer: UnsafePointer<Float>
  var row: Int
  var step: Int

  package init(_ pointer: UnsafePointer<Float>, row: Int, step: Int = 1) {
    precondition(row == 1 || step == 1, "neither rows nor columns lie side by side")
    self.pointer = pointer
    self.row = row
    self.step = step
  }

  @inline(always)
  subscript(row index: Int) -> UnsafePointer<Float> { pointer + index * row }
}
