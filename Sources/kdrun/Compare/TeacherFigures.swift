import KDDistill
import KDMetrics

/// How well a teacher's most probable label agrees with people on what students are judged on.
struct TeacherFigures {
  /// Of the labelled responses that the teacher has a row for.
  let evaluation: Evaluation
  /// Of all that have a label.
  let labelledCount: Int

  /// - Parameter data: read with the teacher's rows of the test part.
  init(_ data: DistillationData) {
    let responses = data.judged.responses
    let comparison = GraderComparison(
      part: "", responses, labels: data.split.labels, scale: data.split.scale,
      graders: [Grader(teacher: data.teacher?.rows ?? [:], on: responses)])
    evaluation = comparison.evaluations[0]
    labelledCount = comparison.actual.count { $0 >= 0 }
  }

  /// As a row beside the students'; nil without a response to judge by.
  var outcome: RunOutcome? {
    evaluation.count > 0 ? .judged(RunFigures(evaluation: evaluation)) : nil
  }
}
