import Foundation
import KDMetrics
import Testing

@Suite struct PairAgreementTests {
  @Test func logarithmIsTheCLibrarysToTwoUnits() {
    var value = 1e-7
    while value < 1e7 {
      #expect(
        abs(naturalLogarithm(value) - log(value)) <= 2 * max(log(value).magnitude, 1).ulp,
        "\(value)")
      value *= 1.0137
    }
    #expect(naturalLogarithm(1) == 0)
  }

  @Test func closedForm() {
    let student = [
      Verdict(label: 1, probabilities: [0.25, 0.75]), nil,
      Verdict(label: 0, probabilities: [1, 0]),
    ]
    let teacher = [
      Verdict(label: 0, probabilities: [0.5, 0.5]), Verdict(label: 0, probabilities: [1, 0]),
      Verdict(label: 0, probabilities: [1, 0]),
    ]
    let agreement = PairAgreement(of: student, with: teacher)
    #expect(agreement.count == 2)
    #expect(agreement.share == 0.5)
    // ½ log(½ ÷ ¼) + ½ log(½ ÷ ¾), and 0 for equals.
    #expect(abs(agreement.divergence - (0.5 * log(2) + 0.5 * log(2.0 / 3)) / 2) < 1e-15)
    #expect(PairAgreement(of: [nil], with: teacher).divergence == 0)
  }
}
