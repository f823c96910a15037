/// The place of the highest of `values`, of equals the first: the label that probabilities or
/// logits give, in training as in scoring.
///
/// NaN is below every number, so [NaN, −1, −1] gives 1; 0 of nothing but NaN.
@inlinable
package func firstHighest<T: Comparable>(_ values: UnsafeBufferPointer<T>) -> Int {
  var best = 0
  for place in values.indices.dropFirst() {
    let (value, highest) = (values[place], values[best])
    // Only NaN differs from itself.
    if value > highest || (highest != highest && value == value) { best = place }
  }
  return best
}

/// The place of the highest of `values`, of equals the first, by the same rule.
@inlinable
package func firstHighest<T: Comparable>(_ values: [T]) -> Int {
  values.withUnsafeBufferPointer { firstHighest($0) }
}
