import Foundation
import KDData
import KDMetrics
import TestSupport
import Testing

/// One case of scripts/metrics_fixture.py.
private struct Case: Decodable {
  var name: String
  var labels: [String]
  var actual: [Int]
  var predicted: [Int]
  var accuracy: Double
  var f1_macro: Double
  var f1_weighted: Double
  var qwk: Double
  var precision: [Double]
  var recall: [Double]
  var f1: [Double]
  var support: [Int]
  var confusion: [[Int]]
}

private func cases() throws -> [Case] {
  let file = Repository.url("Tests/Fixtures/metrics.json")
  return try JSONDecoder().decode([Case].self, from: Data(contentsOf: file))
}

private func isClose(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-12 }

private func areClose(_ a: [Double], _ b: [Double]) -> Bool {
  a.count == b.count && zip(a, b).allSatisfy(isClose)
}

@Suite struct EvaluationTests {
  @Test func equalsScikitLearnAndRSMTool() throws {
    var compared = 0
    for expected in try cases() {
      let found = Evaluation(
        actual: expected.actual, predicted: expected.predicted, labels: expected.labels)
      let name = Comment(rawValue: expected.name)
      #expect(found.count == expected.actual.count, name)
      #expect(isClose(found.accuracy, expected.accuracy), name)
      #expect(isClose(found.f1Macro, expected.f1_macro), name)
      #expect(isClose(found.f1Weighted, expected.f1_weighted), name)
      #expect(isClose(found.qwkByPlace, expected.qwk), name)
      #expect(found.qwk.isNaN || found.qwk == found.qwkByPlace, name)
      let occurring = expected.labels.indices.filter {
        expected.actual.contains($0) || expected.predicted.contains($0)
      }
      func mean(_ values: [Double]) -> Double {
        occurring.reduce(0) { $0 + values[$1] } / Double(occurring.count)
      }
      #expect(isClose(found.precisionMacro, mean(expected.precision)), name)
      #expect(isClose(found.recallMacro, mean(expected.recall)), name)
      #expect(areClose(found.classes.map(\.precision), expected.precision), name)
      #expect(areClose(found.classes.map(\.recall), expected.recall), name)
      #expect(areClose(found.classes.map(\.f1), expected.f1), name)
      #expect(found.classes.map(\.support) == expected.support, name)
      #expect(found.classes.map(\.label) == expected.labels, name)
      #expect(found.confusion == expected.confusion, name)
      #expect(found == Evaluation(confusion: expected.confusion, labels: expected.labels), name)
      compared += 1
    }
    #expect(compared == 16)
  }

  @Test func noResponsesGiveZeros() {
    let found = Evaluation(actual: [], predicted: [], labels: ["0", "1"])
    #expect(found.count == 0)
    #expect([found.accuracy, found.f1Macro, found.f1Weighted, found.qwk] == [0, 0, 0, 0])
    #expect(found.confusion == [[0, 0], [0, 0]])
  }

  @Test func numbersCountByValueAndWordsOfAStatedOrderByPlace() {
    let actual = [0, 1, 2, 2, 1, 0]
    let predicted = [0, 1, 1, 2, 2, 1]
    func qwk(_ labels: [String], order: [String]? = nil) -> Double {
      let scale = LabelScale(labels, order: order)
      return Evaluation(actual: actual, predicted: predicted, labels: labels, scale: scale).qwk
    }
    #expect(qwk(["a", "b", "c"]).isNaN)
    #expect(qwk(["0", "1", "2"]) == qwk(["a", "b", "c"], order: ["a", "b", "c"]))
    #expect(qwk(["0", "1", "2"]) != qwk(["a", "b", "c"], order: ["b", "a", "c"]))
    #expect(qwk(["0", "1", "2"]) == qwk(["10", "11", "12"]))
    #expect(qwk(["0", "1", "2"]) != qwk(["0", "1", "9"]))
  }

  /// numpy: np.mean(np.abs(a - b) <= 1); (b.mean() - a.mean()) / sqrt((a.var(ddof=1) + b.var(ddof=1)) / 2).
  @Test func neighboursAndTheMeanDifferenceAreThoseOfRSMTool() {
    let found = Evaluation(
      actual: [0, 0, 1, 2, 2, 3, 3, 1], predicted: [0, 1, 1, 0, 2, 3, 1, 2],
      labels: ["0", "1", "2", "4"])
    #expect(isClose(found.adjacent, 0.75))
    #expect(isClose(found.meanDifference, -0.2588846781788074))
  }
}
