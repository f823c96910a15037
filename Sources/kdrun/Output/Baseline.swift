import KDCommon
import KDData
import KDDistill
import KDExport
import KDMetrics

/// What simpler graders would be right in on the same responses, to see what the student adds.
struct Baseline {
  private let majority: (label: String, accuracy: Double)?
  private let linear: Evaluation?

  /// - Parameter scale: what the labels of `responses` are.
  init(
    _ student: DistilledStudent, fidelity: Fidelity, on responses: [Response], _ scale: LabelScale
  ) {
    majority = fidelity.float.mostFrequent
    linear = student.baseline?.evaluation(on: responses, scale: scale)
  }

  /// Nil without labelled responses.
  var text: String? {
    guard let majority else { return nil }
    let simplest =
      "accuracy \(decimal(majority.accuracy, places: 4)) by \(quoted(majority.label)) for every answer"
    guard let linear else { return simplest }
    let kappa = linear.qwk.isNaN ? "" : ", QWK \(decimal(linear.qwk, places: 4))"
    return "\(simplest); \(decimal(linear.accuracy, places: 4))\(kappa) by a linear bag of words"
  }

  var json: JSON {
    .object([
      ("majority", majorityJSON(majority)),
      (
        "linear",
        linear.map {
          .object([
            ("n", .integer($0.count)), ("accuracy", .number($0.accuracy)), ("qwk", .number($0.qwk)),
          ])
        } ?? .null
      ),
    ])
  }
}

/// Who gives the most frequent label to every response.
func majorityJSON(_ majority: (label: String, accuracy: Double)?) -> JSON {
  majority.map { .object([("label", .string($0.label)), ("accuracy", .number($0.accuracy))]) }
    ?? .null
}

/// What a model's file tells of the linear baseline: on the validation responses of its training.
struct StoredBaseline {
  private let linear: (accuracy: Double, kappa: Double?)
  private let student: (accuracy: Double?, kappa: Double?)

  /// Nil for a file that does not tell.
  init?(_ provenance: Provenance) {
    func metric(_ name: String) -> Double? {
      provenance.metrics.first { $0.name == name }.map { Double($0.value) }
    }
    guard let accuracy = metric(LinearBaseline.accuracyMetric) else { return nil }
    linear = (accuracy, metric(LinearBaseline.kappaMetric))
    student = (metric(Fidelity.int8AccuracyMetric), metric(Fidelity.int8KappaMetric))
  }

  /// One line.
  var text: String {
    "on dev accuracy \(Self.text(student.accuracy ?? .nan, student.kappa)); of a linear bag of words "
      + Self.text(linear.accuracy, linear.kappa)
  }

  private static func text(_ accuracy: Double, _ kappa: Double?) -> String {
    figure(accuracy, places: 4) + (kappa.map { ", QWK \(decimal($0, places: 4))" } ?? "")
  }

  var json: JSON {
    func figures(_ accuracy: Double?, _ kappa: Double?) -> JSON {
      .object([
        ("accuracy", accuracy.map(JSON.number) ?? .null), ("qwk", kappa.map(JSON.number) ?? .null),
      ])
    }
    return .object([
      ("linear", figures(linear.accuracy, linear.kappa)),
      ("student", figures(student.accuracy, student.kappa)),
    ])
  }
}
