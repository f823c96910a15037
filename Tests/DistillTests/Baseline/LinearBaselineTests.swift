import Foundation
import KDData
import KDDistill
import KDRuntime
import Testing

@Suite struct LinearBaselineTests {
  /// ½ Σ a (x − c)² has its minimum at c, however different the a are.
  @Test func theMinimumOfAQuadraticIsFound() {
    let (centre, scale) = ([3.0, -1, 0.5, 100], [1.0, 50, 0.02, 7])
    let place = minimum(from: [0, 0, 0, 0], tolerance: 1e-9) { x in
      let gradient = x.indices.map { scale[$0] * (x[$0] - centre[$0]) }
      return (
        zip(x.indices, gradient).reduce(0) { $0 + 0.5 * $1.1 * (x[$1.0] - centre[$1.0]) }, gradient
      )
    }
    for (found, expected) in zip(place, centre) { #expect(abs(found - expected) < 1e-6) }
  }

  private func responses(_ rows: [(text: String, label: String, item: String)]) -> [Response] {
    rows.enumerated().map {
      Response(id: "\($0)", item: $1.item, text: $1.text, label: $1.label)
    }
  }

  /// TfidfVectorizer(token_pattern=r"\S+") and LogisticRegression(tol=1e-10) of scikit-learn 1.7;
  /// scripts/check-sheets compares whole sets with it.
  @Test func probabilitiesAreScikitLearns() throws {
    let texts = [
      ("wood floats on water", 0), ("it sinks because it is heavy", 1),
      ("wood is light and floats", 0),
      ("heavy clay sinks sinks", 1), ("air", 2), ("because of air", 2), ("clay is heavy", 1),
    ]
    var terms = TermWeights(.newest)
    let documents = terms.fit(
      responses(texts.map { ($0.0, "\($0.1)", "") }))
    let regression = LogisticRegression(
      documents, texts.map { $0.1 }, featureCount: terms.count, classCount: 3)
    let asked = responses([("wood is heavy", "0", ""), ("air because floats", "0", "")])
    let expected = [
      [0.328_220_34, 0.478_492_26, 0.193_287_4], [0.284_822_61, 0.281_238_12, 0.433_939_28],
    ]
    for (response, row) in zip(asked, expected) {
      let powers = regression.logits(of: terms.vector(response)).map { exp($0) }
      for (power, probability) in zip(powers, row) {
        #expect(abs(power / powers.reduce(0, +) - probability) < 1e-5)
      }
    }
  }

  @Test func aWordMaySpeakForOneItemAndAgainstAnother() throws {
    let rows = (0..<40).map { index in
      let (isFirst, isYes) = (index % 2 == 0, index / 2 % 2 == 0)
      return (
        text: isYes ? "yes" : "no", label: isFirst == isYes ? "1" : "0", item: isFirst ? "a" : "b"
      )
    }
    let baseline = try #require(
      LinearBaseline(responses(rows), labels: ["0", "1"], rules: .newest))
    let found = baseline.evaluation(on: responses(rows), scale: LabelScale(["0", "1"]))
    #expect(found.accuracy == 1 && found.count == 40)
    // Of an item that training does not have, the words of all items speak.
    _ = baseline.label(of: Response(id: "x", item: "c", text: "yes", label: nil))
  }

  @Test func withoutTwoLabelsThereIsNone() {
    let one = responses([("yes", "1", ""), ("no", "1", "")])
    #expect(LinearBaseline(one, labels: ["0", "1"], rules: .newest) == nil)
    let question = Response(id: "q", item: "", text: "it", label: "1", options: ["a", "b"])
    #expect(LinearBaseline([question], labels: ["1", "2"], rules: .newest) == nil)
  }
}
