/// Global pooling over the tokens of a response, one vector after the other.
struct Pooling {
  /// The largest value of each column; otherwise the mean.
  let isMaximum: Bool
  /// The result.
  let pooled: UnsafeMutablePointer<Int16>
  let sums: UnsafeMutablePointer<Int32>

  @inline(__always)
  func begin(_ width: Int) {
    if isMaximum {
      pooled.update(repeating: Int16.min, count: width)
    } else {
      sums.update(repeating: 0, count: width)
    }
  }

  /// Takes in `width` values of one token, at `offset` of the pooled vector.
  @inline(__always)
  func add(_ values: UnsafePointer<Int16>, at offset: Int, _ width: Int) {
    if isMaximum {
      for index in 0..<width where values[index] > pooled[offset &+ index] {
        pooled[offset &+ index] = values[index]
      }
    } else {
      // At most 65,535 tokens of magnitude 2^15: the sum stays below 2^31.
      for index in 0..<width { sums[offset &+ index] &+= Int32(values[index]) }
    }
  }

  /// The mean, rounded half up: ⌊(2 · sum + count) / (2 · count)⌋.
  func end(_ width: Int, count: Int) {
    if isMaximum { return }
    for index in 0..<width {
      let numerator = 2 * Int64(sums[index]) + Int64(count)
      let divisor = 2 * Int64(count)
      let quotient = numerator / divisor
      let isInexact = numerator % divisor != 0
      pooled[index] = Int16(truncatingIfNeeded: quotient - (isInexact && numerator < 0 ? 1 : 0))
    }
  }
}
