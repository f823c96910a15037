import KDCommon
import KDData
import KDDistill
import KDMetrics

/// Responses with all that is said of them: what a report compares.
struct GraderComparison {
  /// Of the data: `dev`, `test` or a file's name.
  let part: String
  let responses: [Response]
  let labels: [String]
  let scale: LabelScale
  /// The human labels as indices, −1 for none.
  let actual: [Int]
  /// The teacher, if there is one, then the students; the one that is served is the last.
  let graders: [Grader]
  /// Of each grader.
  let evaluations: [Evaluation]
  /// Simpler graders, to see what the student adds.
  private(set) var baselines: [(name: String, evaluation: Evaluation)] = []

  /// - Parameters:
  ///   - scale: nil: numbers are grades, others classes.
  ///   - linear: fitted to the training responses; nil where these are not at hand.
  init(
    part: String, _ responses: [Response], labels: [String], scale: LabelScale? = nil,
    graders: [Grader],
    linear: LinearBaseline? = nil
  ) {
    self.part = part
    self.responses = responses
    self.labels = labels
    self.graders = graders
    // A model of 0.1 may spell a number as its data did.
    let indices = places(of: labels.map { canonicalLabel($0) })
    let actual = responses.map { $0.label.flatMap { indices[$0] } ?? -1 }
    self.actual = actual
    let scale =
      responses.contains { $0.isChoice } ? .classes : scale ?? LabelScale(labels)
    self.scale = scale
    evaluations = graders.map { $0.evaluation(actual, labels: labels, scale: scale) }
    if let popular = evaluations.last?.mostFrequent?.label, let place = places(of: labels)[popular]
    {
      let classes = actual.filter { $0 >= 0 }
      let constant = [Int](repeating: place, count: classes.count)
      baselines.append(
        (
          "\(quoted(popular)) for every answer",
          Evaluation(actual: classes, predicted: constant, labels: labels, scale: scale)
        ))
    }
    if let linear {
      baselines.append(("linear bag of words", linear.evaluation(on: responses, scale: scale)))
    }
  }

  /// The student that is served.
  var served: (grader: Grader, evaluation: Evaluation) { (graders.last!, evaluations.last!) }

  var teacher: Grader? { graders.first { $0.name == "teacher" } }
}
