import KDCommon
import KDMetrics

/// What a student of a run that keeps no file is worth, or a teacher beside it.
struct RunFigures: Sendable {
  /// Of the int8 student, on the test part when there is one, else on dev.
  let evaluation: Evaluation
  /// Nil for a teacher, of which only probabilities are known.
  var parameterCount: Int?
  /// Of the model file.
  var byteCount: Int?

  /// A figure that runs are compared by.
  struct Measure: Sendable {
    /// In tables, and in JSON and CSV.
    let title: String
    let name: String
    let value: @Sendable (Evaluation) -> Double
  }

  static let accuracy = Measure(title: "accuracy", name: "accuracy") { $0.accuracy }
  static let f1Macro = Measure(title: "F1 macro", name: "f1_macro") { $0.f1Macro }
  static let f1Weighted = Measure(title: "F1 weighted", name: "f1_weighted") { $0.f1Weighted }
  static let qwk = Measure(title: "QWK", name: "qwk") { $0.qwk }
  static let measures = [accuracy, f1Macro, f1Weighted, qwk]
}

/// How a run ended.
enum RunOutcome: Sendable {
  case judged(RunFigures)
  /// Its loss was not finite too often; there is no student.
  case diverged

  var figures: RunFigures? { if case .judged(let figures) = self { figures } else { nil } }
}

extension [RunOutcome] {
  /// Over the runs that have a student.
  func summary(_ measure: RunFigures.Measure) -> MeanDeviation {
    MeanDeviation(compactMap { $0.figures.map { measure.value($0.evaluation) } })
  }

  /// For the report: mean, deviation and the value of each run, null where it diverged.
  func json(_ measure: RunFigures.Measure) -> JSON {
    let summary = summary(measure)
    return .object([
      ("mean", .number(summary.mean)), ("deviation", .number(summary.deviation)),
      (
        "values",
        .array(map { $0.figures.map { .number(measure.value($0.evaluation)) } ?? .null })
      ),
    ])
  }
}

extension MeanDeviation {
  /// `0.750 ± 0.012`.
  var text: String {
    mean.isNaN ? "-" : "\(decimal(mean, places: 3)) ± \(decimal(deviation, places: 3))"
  }
}
