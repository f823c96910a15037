import KDData
import KDMetrics

/// Responses with all that is said of them: what a report compares.
struct GraderComparison {
  /// Of the data: `dev`, `test` or a file's name.
  let part: String
  let responses: [Response]
  let labels: [String]
  /// The human labels as indices, −1 for none.
  let actual: [Int]
  /// The teacher, if there is one, then the students; the one that is served is the last.
  let judges: [Grader]
  /// Of each judge.
  let evaluations: [Evaluation]

  init(part: String, _ responses: [Response], labels: [String], judges: [Grader]) {
    self.part = part
    self.responses = responses
    self.labels = labels
    self.judges = judges
    let indices = Dictionary(
      labels.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let actual = responses.map { $0.label.flatMap { indices[$0] } ?? -1 }
    self.actual = actual
    evaluations = judges.map { $0.evaluation(actual, labels: labels) }
  }

  /// The student that is served.
  var served: (judge: Grader, evaluation: Evaluation) { (judges.last!, evaluations.last!) }

  var teacher: Grader? { judges.first { $0.name == "teacher" } }
}
