import KDCommon
import KDData
import KDDistill
import KDMetrics
import KDQuantize
import KDRuntime

/// How the int8 model's scores compare with the float student's, on the same responses.
struct Fidelity {
  static let standardDrop = 0.01

  /// Responses compared, labelled or not.
  let count: Int
  /// Share with the same class.
  let agreement: Double
  /// Against human labels, of the responses that have one.
  let float: Evaluation
  let int8: Evaluation
  /// Whether the classes are options of choice questions: their numbers have no order, so QWK says
  /// nothing of them.
  let isChoice: Bool
  /// Size of the model file.
  var byteCount: Int

  /// - Parameter file: the bytes of the `.kdm` file.
  init(_ student: FloatStudent, _ file: [UInt8], on examples: [TrainingExample]) throws(Failure) {
    isChoice = Choice.isChoice(student.configuration.labels)
    let labels =
      isChoice
      ? Choice.names(examples.reduce(0) { max($0, $1.inputs.count) })
      : student.configuration.labels
    let floatClasses = Self.classes(FloatEngine(student), examples)
    let int8Classes = try Self.classes(of: file, examples)
    let labelled = examples.indices.filter { examples[$0].label >= 0 }
    func evaluation(_ classes: [Int]) -> Evaluation {
      Evaluation(
        actual: labelled.map { examples[$0].label }, predicted: labelled.map { classes[$0] },
        labels: labels)
    }
    count = examples.count
    agreement = Double(zip(floatClasses, int8Classes).count { $0 == $1 }) / Double(max(count, 1))
    float = evaluation(floatClasses)
    int8 = evaluation(int8Classes)
    byteCount = file.count
  }

  /// What int8 loses of QWK, or of accuracy in choice questions; negative for a gain.
  var drop: Double { isChoice ? float.accuracy - int8.accuracy : float.qwk - int8.qwk }

  /// Refuses a loss of more than `limit`. Without labelled responses there is nothing to refuse.
  func check(_ limit: Double) throws(Failure) {
    if drop > limit {
      throw .fidelity(measure: isChoice ? "accuracy" : "QWK", drop: drop, limit: limit)
    }
  }

  /// Figures for the provenance, in a fixed order.
  var metrics: [(name: String, value: Float)] {
    [
      ("dev_responses", Float(count)), ("dev_accuracy_float", Float(float.accuracy)),
      ("dev_accuracy_int8", Float(int8.accuracy)), ("dev_qwk_float", Float(float.qwk)),
      ("dev_qwk_int8", Float(int8.qwk)), ("dev_agreement", Float(agreement)),
    ].filter { $0.1.isFinite }.map { (name: $0.0, value: $0.1) }
  }

  /// Lines of the report; `part` names the responses.
  func rows(_ part: String) -> [(String, String)] {
    func four(_ value: Double) -> String { decimal(value, places: 4) }
    func change(_ from: Double, _ to: Double) -> String { signed(to - from, places: 4) }
    let isOrdered = !isChoice
    return [
      (
        part,
        "accuracy \(four(float.accuracy)) float, \(four(int8.accuracy)) int8"
          + (isOrdered ? "; QWK \(four(float.qwk)) float, \(four(int8.qwk)) int8" : "")
      ),
      (
        "fidelity",
        "agreement \(decimal(100 * agreement, places: 2)) % of \(grouped(count)), change of "
          + "accuracy \(change(float.accuracy, int8.accuracy))"
          + (isOrdered ? ", of QWK \(change(float.qwk, int8.qwk))" : "")
          + ", \(grouped(byteCount)) bytes"
      ),
    ]
  }

  var json: JSON {
    .object([
      ("n", .integer(count)), ("agreement", .number(agreement)),
      ("accuracy_float", .number(float.accuracy)), ("accuracy_int8", .number(int8.accuracy)),
      ("qwk_float", .number(float.qwk)), ("qwk_int8", .number(int8.qwk)),
      ("bytes", .integer(byteCount)),
    ])
  }

  private static func classes(of file: [UInt8], _ examples: [TrainingExample]) throws(Failure)
    -> [Int]
  {
    var result: Result<[Int], Failure> = .success([])
    // The model's bytes are only good within the closure, and so is its scorer.
    file.withUnsafeBytes { bytes in
      do {
        result = .success(classes(try IntegerEngine(Model(bytes), ScorerOptions()), examples))
      } catch {
        result = .failure(.bug("the model just made is refused: \(error)"))
      }
    }
    return try result.get()
  }

  private static func classes(_ engine: some ScoreEngine, _ examples: [TrainingExample]) -> [Int] {
    examples.map { example in
      if !example.isChoice {
        return example.tokens.withUnsafeBufferPointer { engine.score(tokens: $0).label }
      }
      return firstHighest(
        example.inputs.map { tokens in
          _ = tokens.withUnsafeBufferPointer { engine.score(tokens: $0) }
          return engine.preference
        })
    }
  }
}
