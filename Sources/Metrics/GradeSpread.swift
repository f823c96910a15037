/// How near predicted grades come to the human ones, and how much higher they are on average.
struct GradeSpread {
  /// Part of the responses whose two grades differ by at most 1; 0 for no responses.
  let adjacent: Double
  /// (mean predicted − mean human) ÷ √((s² human + s² predicted) ÷ 2); NaN where nothing varies.
  let meanDifference: Double

  /// - Parameter confusion: `[actual][predicted]`, numbers of responses.
  init(_ confusion: [[Int]], values: [Double]) {
    let predicted = values.indices.map { column in confusion.reduce(0) { $0 + $1[column] } }
    let actual = confusion.map { $0.reduce(0, +) }
    let count = Double(actual.reduce(0, +))
    var near = 0
    for (a, row) in confusion.enumerated() {
      for (p, cell) in row.enumerated() where (values[a] - values[p]).magnitude <= 1 {
        near += cell
      }
    }
    adjacent = count == 0 ? 0 : Double(near) / count
    let human = Self.moments(actual, values, count)
    let student = Self.moments(predicted, values, count)
    let deviation = ((human.variance + student.variance) / 2).squareRoot()
    meanDifference = deviation > 0 ? (student.mean - human.mean) / deviation : .nan
  }

  /// Mean, and variance with n − 1.
  private static func moments(
    _ counts: [Int], _ values: [Double], _ count: Double
  ) -> (mean: Double, variance: Double) {
    let mean = zip(counts, values).reduce(0) { $0 + Double($1.0) * $1.1 } / max(count, 1)
    let squares = zip(counts, values).reduce(0) {
      $0 + Double($1.0) * ($1.1 - mean) * ($1.1 - mean)
    }
    return (mean, count > 1 ? squares / (count - 1) : 0)
  }
}
