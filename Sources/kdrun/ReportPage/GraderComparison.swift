import KDData
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

  /// - Parameter scale: nil: numbers are grades, others classes.
  init(
    part: String, _ responses: [Response], labels: [String], scale: LabelScale? = nil,
    graders: [Grader]
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
  }

  /// The student that is served.
  var served: (grader: Grader, evaluation: Evaluation) { (graders.last!, evaluations.last!) }

  var teacher: Grader? { graders.first { $0.name == "teacher" } }
}
