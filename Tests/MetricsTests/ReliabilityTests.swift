import KDMetrics
import Testing

@Suite struct ReliabilityTests {
  /// Two bins worked out by hand.
  @Test func closedForm() {
    let answers = [
      (0.8, true), (0.8, true), (0.8, true), (0.8, false), (0.55, true), (0.45, false),
    ]
    .map { (confidence: $0.0, isRight: $0.1) }
    let reliability = Reliability(answers)
    #expect(reliability.bins.count == 10)
    #expect(reliability.bins.map(\.count) == [0, 0, 0, 0, 1, 1, 0, 4, 0, 0])
    #expect(reliability.bins[7].accuracy == 0.75)
    #expect(abs(reliability.bins[7].confidence - 0.8) < 1e-12)
    let expected = (4 * 0.05 + 1 * 0.45 + 1 * 0.45) / 6
    #expect(abs(reliability.calibrationError - expected) < 1e-12)
  }

  /// An edge belongs to the bin below it, 0 to the first and 1 to the last.
  @Test func edges() {
    for tenths in 0...10 {
      let reliability = Reliability([(Double(tenths) / 10, true)])
      #expect(reliability.bins.firstIndex { $0.count == 1 } == max(tenths - 1, 0), "\(tenths)")
    }
    #expect(Reliability([(0.100001, true)]).bins[1].count == 1)
  }

  @Test func sureAndRightIsPerfect() {
    #expect(Reliability([(1, true), (1, true)]).calibrationError == 0)
    #expect(Reliability([(1, false)]).calibrationError == 1)
    #expect(Reliability([]).calibrationError == 0)
  }
}
