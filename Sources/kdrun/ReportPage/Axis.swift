/// The values along one side of a plot: a range widened to round steps.
struct Axis {
  let ticks: [Double]
  private let places: Int
  private let first: Double
  private let last: Double

  /// Holds all finite `values`, and 0 when `fromZero`; about `wanted` steps of 1, 2 or 5 times a
  /// power of ten.
  init(_ values: [Double], fromZero: Bool = false, wanted: Int = 5) {
    let finite = values.filter(\.isFinite) + (fromZero ? [0] : [])
    var (low, high) = (finite.min() ?? 0, finite.max() ?? 1)
    if low == high { (low, high) = (min(low, 0), max(high, low == 0 ? 1 : 0)) }
    var (step, places, factors) = (1e-9, 9, 0)
    while (high - low) / step > Double(wanted) {
      step *= factors % 3 == 1 ? 2.5 : 2
      factors += 1
      if factors % 3 == 0 { places -= 1 }
    }
    first = (low / step).rounded(.down) * step
    let count = max(Int(((high - first) / step - 1e-9).rounded(.up)), 1)
    ticks = (0...count).map { [first] in first + Double($0) * step }
    last = ticks[count]
    self.places = max(places, 0)
  }

  /// Where `value` is between both ends: 0 … 1.
  func share(_ value: Double) -> Double { (value - first) / (last - first) }

  func text(_ tick: Double) -> String { decimal(tick, places: places) }
}
