import KDMetrics
import Testing

@Suite struct MeanDeviationTests {
  @Test func closedForm() {
    let four = MeanDeviation([1, 2, 3, 4])
    #expect(four.mean == 2.5)
    #expect(four.deviation == 1.25.squareRoot())
    #expect(MeanDeviation([7]).mean == 7)
    #expect(MeanDeviation([7]).deviation == 0)
    #expect(MeanDeviation([]).mean.isNaN)
  }

  /// Var = E v² − (E v)², of 0 … n − 1: (n² − 1) ÷ 12.
  @Test func anotherWay() {
    for n in 1...40 {
      let values = (0..<n).map { 10 + 3 * Double($0) }
      let result = MeanDeviation(values)
      let expected = 3 * (Double(n * n - 1) / 12).squareRoot()
      #expect(abs(result.deviation - expected) < 1e-12)
      #expect(abs(result.mean - (10 + 1.5 * Double(n - 1))) < 1e-12)
    }
  }
}
