/// Quadratic weighted kappa of a confusion matrix `[actual][predicted]` of classes with `values`.
///
/// 1 − Σ o (v − w)² ÷ Σ e (v − w)², with o the matrix and e the counts that its margins would
/// give by chance. This equals RSMTool's 2 Cov ÷ (Var + Var + (difference of means)²) (Haberman,
/// 2019), and, for integer values, Cohen's kappa over the whole range of values, whether or not
/// each of them occurs. When no chance disagreement exists (one class everywhere) it is 1, as
/// in SKLL; for no responses 0.
package func quadraticWeightedKappa(_ confusion: [[Int]], values: [Double]) -> Double {
  let actual = confusion.map { Double($0.reduce(0, +)) }
  let predicted = values.indices.map { column in
    Double(confusion.reduce(0) { $0 + $1[column] })
  }
  let count = actual.reduce(0, +)
  if count == 0 { return 0 }
  var observed = 0.0
  var expected = 0.0
  for (a, row) in confusion.enumerated() {
    for (p, cell) in row.enumerated() {
      let distance = (values[a] - values[p]) * (values[a] - values[p])
      observed += distance * Double(cell)
      expected += distance * actual[a] * predicted[p] / count
    }
  }
  return expected == 0 ? 1 : 1 - observed / expected
}
