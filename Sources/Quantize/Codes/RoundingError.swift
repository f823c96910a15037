/// A quadratic error ½ xᵀ A x − cᵀ x of a vector x that is to be rounded.
///
/// Rounding each weight to the nearest step minimises its own error; what matters is the error
/// of the sums that the weights enter. Descending in that error, one step of one weight at a
/// time, lets errors cancel (the idea of adaptive rounding, Nagel et al. 2020, equation 13).
struct RoundingError {
  /// Number of weights.
  let count: Int
  /// A [count, count], symmetric.
  let curvature: [Double]
  /// c [count].
  let linear: [Double]

  /// Moves `codes` (x = codes · step) by ±1 as long as the error falls; −127 … 127.
  ///
  /// - Complexity: O(moves · count); every move lowers the error, at most 8 · count are made.
  func refine(_ codes: inout ArraySlice<Int8>, step: Double) {
    let start = codes.startIndex
    var gradient = linear.map { -$0 }
    for row in 0..<count {
      for column in 0..<count {
        gradient[row] += curvature[row * count + column] * Double(codes[start + column]) * step
      }
    }
    for _ in 0..<8 * count {
      guard let move = bestMove(gradient, step, codes) else { return }
      codes[start + move.index] += Int8(move.direction)
      let change = Double(move.direction) * step
      for row in 0..<count { gradient[row] += curvature[row * count + move.index] * change }
    }
  }

  private func bestMove(
    _ gradient: [Double], _ step: Double, _ codes: ArraySlice<Int8>
  ) -> (index: Int, direction: Int)? {
    var best: (index: Int, direction: Int)?
    var least = 0.0
    for index in 0..<count {
      let direction = gradient[index] > 0 ? -1 : 1
      let code = Int(codes[codes.startIndex + index]) + direction
      guard abs(code) <= 127 else { continue }
      let change =
        step * (0.5 * step * curvature[index * count + index] - abs(gradient[index]))
      if change < least {
        least = change
        best = (index, direction)
      }
    }
    return best
  }
}
