/// The place of the highest of `values`, of equals the first: the label that probabilities or
/// logits give.
package func firstHighest<T: Comparable>(_ values: [T]) -> Int {
  values.indices.reduce(0) { values[$1] > values[$0] ? $1 : $0 }
}
