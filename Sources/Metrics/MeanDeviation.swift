/// Mean and standard deviation of a figure over runs.
///
/// The deviation is that of these runs, √(Σ (v − mean)² ÷ n), as in docs/RESULTS.md; a single run
/// has 0. Of 1, 2, 3, 4 the mean is 2.5 and the deviation √1.25.
package struct MeanDeviation: Equatable, Sendable {
  package let count: Int
  /// NaN for no value.
  package let mean: Double
  package let deviation: Double

  package init(_ values: [Double]) {
    count = values.count
    let mean = values.reduce(0, +) / Double(count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    self.mean = mean
    deviation = (squares / Double(count)).squareRoot()
  }
}
