import KDLines
import KDRuntime
import Testing

/// No reason of a later version is too high to be counted.
@Test func everyReasonHasAPlace() {
  #expect(MemoryLayout.size(ofValue: ReasonCounts()) >= 256 * MemoryLayout<Int>.size)
  var counts = ReasonCounts()
  for reason in Reason.allCases + [.tooLong] { counts.add(reason) }
  #expect(Reason.allCases.map { counts[$0] } == Reason.allCases.map { $0 == .tooLong ? 2 : 1 })
  #expect(counts.total == Reason.allCases.count + 1)
}
