import KDData
import KDLines
import KDMetrics
import KDQuantize
import KDRuntime
import KDSystem

/// A teacher or a student, with its verdict on each of some responses.
struct Grader {
  let name: String
  /// By response; nil where a teacher has no row, or a student gives no score.
  let verdicts: [Verdict?]
  /// How many responses had each reason, by its number; none for a teacher.
  private(set) var reasonCounts = [Int](repeating: 0, count: Reason.allCases.count)

  /// A teacher, by its probabilities for each response id.
  init(teacher rows: [String: [Float]], on responses: [Response]) {
    name = "teacher"
    verdicts = responses.map { response in
      guard let row = rows[response.id] else { return nil }
      return Verdict(label: firstHighest(row), probabilities: row.map(Double.init))
    }
  }

  /// A student of a file.
  init(_ name: String, _ file: ModelFile, on responses: [Response]) throws(Failure) {
    self.name = name
    let engine = try file.makeEngine(ScorerOptions())
    let labelCount = file.labels.count
    let isChoice = file.isChoice
    try file.check(responses)
    var verdicts: [Verdict?] = []
    for response in responses {
      try Signals.check()
      let (reason, verdict) =
        isChoice
        ? Self.choice(response, engine) : Self.score(response, engine, labelCount)
      reasonCounts[Int(reason.rawValue)] += 1
      verdicts.append(reason.isScored ? verdict : nil)
    }
    self.verdicts = verdicts
  }

  private static func choice(
    _ response: Response, _ engine: any ScoreEngine
  ) -> (Reason, Verdict) {
    let choice = ScoredChoice(response, engine)
    return (choice.reason, Verdict(label: choice.label, probabilities: choice.probabilities))
  }

  private static func score(
    _ response: Response, _ engine: any ScoreEngine, _ labelCount: Int
  ) -> (Reason, Verdict) {
    let score = engine.score(response)
    let probabilities = (0..<labelCount).map { Double(engine.millionths[$0]) / 1e6 }
    return (score.reason, Verdict(label: score.label, probabilities: probabilities))
  }

  /// Against human labels, −1 for none, of the responses that it has a verdict on.
  func evaluation(_ actual: [Int], labels: [String], scale: LabelScale) -> Evaluation {
    let pairs = zip(actual, verdicts).compactMap { actual, verdict in
      actual < 0 ? nil : verdict.map { (actual, $0.label) }
    }
    return Evaluation(
      actual: pairs.map(\.0), predicted: pairs.map(\.1), labels: labels, scale: scale)
  }

  /// Its confidences against human labels.
  func reliability(_ actual: [Int]) -> Reliability {
    Reliability(
      zip(actual, verdicts).compactMap { actual, verdict in
        actual < 0 ? nil : verdict.map { ($0.confidence, $0.label == actual) }
      })
  }
}

extension ScoreEngine {
  /// Scores a response that was read whole.
  func score(_ response: Response) -> ScoredResponse {
    let (text, item) = (Array(response.text.utf8), Array(response.item.utf8))
    return text.withUnsafeBufferPointer { text in
      item.withUnsafeBufferPointer { score(text, item: $0) }
    }
  }
}
