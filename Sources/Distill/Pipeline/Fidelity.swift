import KDData
import KDMetrics
import KDQuantize
import KDRuntime

/// How the int8 student's scores compare with the float student's, on the same responses.
public struct Fidelity: Sendable {
  /// Responses compared, labelled or not.
  public let count: Int
  /// Share with the same class.
  public let agreement: Double
  /// Against human labels, of the responses that have one.
  public let float: Evaluation
  /// The int8 student against human labels, of the same responses.
  public let int8: Evaluation
  /// Whether the classes are options of choice questions: their numbers have no order.
  public let isChoice: Bool
  /// Whether the labels are grades, so that QWK says something of them.
  public var isOrdered: Bool { !float.qwk.isNaN }

  /// Scores `examples` with both.
  ///
  /// - Parameters:
  ///   - model: made from `student`.
  ///   - order: the grades' stated order; nil: numbers are grades.
  /// - Throws: `ArenaError` for a model that cannot be scored with.
  public init(
    _ student: FloatStudent, _ model: Model, on examples: [TrainingExample],
    order: [String]? = nil
  ) throws(ArenaError) {
    let labels = student.configuration.labels
    isChoice = Choice.isChoice(labels)
    let classes =
      isChoice ? Choice.names(examples.reduce(0) { max($0, $1.inputs.count) }) : labels
    let floatClasses = Self.classes(student, examples)
    let int8Classes = try Self.classes(model, examples)
    count = examples.count
    let agreeing = examples.indices.reduce(0) {
      $0 + (floatClasses[$1] == int8Classes[$1] ? 1 : 0)
    }
    agreement = Double(agreeing) / Double(max(count, 1))
    let scale = isChoice ? .classes : LabelScale(classes, order: order)
    float = Self.evaluation(floatClasses, examples, classes, scale)
    int8 = Self.evaluation(int8Classes, examples, classes, scale)
  }

  /// What int8 loses of QWK, or of accuracy where labels have no order; negative for a gain.
  public var drop: Double { isOrdered ? float.qwk - int8.qwk : float.accuracy - int8.accuracy }

  /// Refuses a loss of more than `limit`. Without labelled responses there is nothing to refuse.
  ///
  /// - Throws: `DistillationError.fidelity`.
  public func check(_ limit: Double) throws(DistillationError) {
    if drop > limit {
      throw .fidelity(measure: isOrdered ? "QWK" : "accuracy", drop: drop, limit: limit)
    }
  }

  /// Figures for the provenance, in a fixed order; those that are not numbers are left out.
  ///
  /// - Parameter isFirstFormat: whether the file is to be the one that 0.1 wrote: it has a QWK by the
  ///   places of classes, too.
  package func metrics(isFirstFormat: Bool) -> [(name: String, value: Float)] {
    let kappas = isFirstFormat ? [float.qwkByPlace, int8.qwkByPlace] : [float.qwk, int8.qwk]
    let values = [Double(count), float.accuracy, int8.accuracy] + kappas + [agreement]
    return zip(Self.metricNames, values).map { (name: $0, value: Float($1)) }
      .filter { $0.value.isFinite }
  }
  package static let int8AccuracyMetric = "dev_accuracy_int8"
  package static let floatKappaMetric = "dev_qwk_float"
  package static let int8KappaMetric = "dev_qwk_int8"
  package static let metricNames = [
    "dev_responses", "dev_accuracy_float", int8AccuracyMetric, floatKappaMetric, int8KappaMetric,
    "dev_agreement",
  ]

  private static func evaluation(
    _ predicted: [Int], _ examples: [TrainingExample], _ labels: [String], _ scale: LabelScale
  ) -> Evaluation {
    let labelled = examples.indices.filter { examples[$0].label >= 0 }
    return Evaluation(
      actual: labelled.map { examples[$0].label }, predicted: labelled.map { predicted[$0] },
      labels: labels, scale: scale)
  }

  private static func classes(_ student: FloatStudent, _ examples: [TrainingExample]) -> [Int] {
    let forward = FloatForward(student)
    return examples.map { example in
      if !example.isChoice { return firstHighest(forward.run(example.tokens).logits) }
      return firstHighest(
        example.inputs.map { tokens in
          let logits = forward.run(tokens).logits
          return Double(logits[1]) - Double(logits[0])
        })
    }
  }

  private static func classes(
    _ model: Model, _ examples: [TrainingExample]
  ) throws(ArenaError) -> [Int] {
    let options = ScorerOptions()
    var scorer = try Scorer(
      model, options, Arena(byteCount: Scorer.byteCount(model, options)))
    var classes: [Int] = []
    for example in examples {
      if example.isChoice {
        var preferences: [Int64] = []
        for tokens in example.inputs {
          _ = tokens.withUnsafeBufferPointer { scorer.score(tokens: $0) }
          preferences.append(Int64(scorer.logits[1]) - Int64(scorer.logits[0]))
        }
        classes.append(firstHighest(preferences))
      } else {
        classes.append(example.tokens.withUnsafeBufferPointer { scorer.score(tokens: $0) }.label)
      }
    }
    return classes
  }
}
