/// Rounds a matrix to what its int8 codes will stand for: of each row, the largest magnitude
/// becomes ±127, and every weight the nearest of the 255 steps (`QuantizedMatrix`).
///
/// In training the loss is taken at the rounded weights and its gradient is applied to the exact
/// ones, as though rounding were not there: the straight-through estimator (Bengio et al., 2013,
/// section 4; for int8 weights Jacob et al., 2018, section 3). No weight lies outside its row's
/// range, so no gradient is masked.
///
/// - Parameters:
///   - values: [rows, columns], row-major.
///   - out: as large; may be `values` itself.
package func fakeQuantize(
  _ values: UnsafePointer<Float>, rows: Int, columns: Int, into out: UnsafeMutablePointer<Float>
) {
  for row in 0..<rows {
    fakeQuantizeRow(values + row * columns, columns, into: out + row * columns)
  }
}

private func fakeQuantizeRow(
  _ values: UnsafePointer<Float>, _ count: Int, into out: UnsafeMutablePointer<Float>
) {
  var largest: Float = 0
  for i in 0..<count { largest = max(largest, abs(values[i])) }
  let step = largest / 127
  guard step.isNormal else {
    // Nothing to divide by: zeros, or less than the smallest multiplier holds; or not a number,
    // which the loss then shows.
    let value: Float = largest.isFinite ? 0 : .nan
    out.update(repeating: value, count: count)
    return
  }
  // Sums with 1.5 · 2^23 have no bits below 1: rounded to nearest, without a call.
  let rounder: Float = 12_582_912
  let inverse = 1 / step
  for i in 0..<count { out[i] = (values[i] * inverse + rounder - rounder) * step }
}
