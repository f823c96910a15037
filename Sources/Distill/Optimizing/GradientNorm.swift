import KDQuantize
/// ‖gradient‖, the root of the sum of all squares; NaN or infinite if one element is.
///
/// Squares of floats cannot overflow in Double, so a finite gradient has a finite norm.
package func norm(_ gradient: UnsafePointer<Float>, _ count: Int) -> Double {
  var sums = SIMD4<Double>(repeating: 0)
  var i = 0
  while i + 4 <= count {
    let g = SIMD4<Double>(SIMD4<Float>.load(gradient + i))
    sums += g * g
    i += 4
  }
  var total = (sums[0] + sums[1]) + (sums[2] + sums[3])
  while i < count {
    total += Double(gradient[i]) * Double(gradient[i])
    i += 1
  }
  return total.squareRoot()
}

/// gradient ·= min(1, limit / norm), so that its norm is at most `limit` and its direction stays
/// (Pascanu, Mikolov and Bengio 2013, "On the difficulty of training recurrent neural networks").
///
/// With a limit of 1 the gradient (3, 4), of norm 5, becomes (0.6, 0.8).
package func clip(_ gradient: Floats, _ count: Int, norm: Double, limit: Float) {
  guard norm > Double(limit) else { return }
  let scale = Float(Double(limit) / norm)
  for i in 0..<count { gradient[i] *= scale }
}
