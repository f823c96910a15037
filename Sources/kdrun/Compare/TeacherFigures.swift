import KDDistill

/// How well a teacher's most probable label agrees with people on what students are judged on.
struct TeacherFigures {
  /// Of the labelled responses that the teacher has a row for.
  let evaluation: Evaluation
  /// Of all that have a label.
  let labelledCount: Int

  /// - Parameter data: read with the teacher's rows of the test part.
  init(_ data: TrainingData) {
    var (actual, predicted): ([Int], [Int]) = ([], [])
    var labelledCount = 0
    for response in data.judged.responses {
      guard let label = response.label else { continue }
      labelledCount += 1
      guard let row = data.teacher?.rows[response.id],
        let index = data.data.labels.firstIndex(of: label)
      else { continue }
      actual.append(index)
      // The first of equals.
      predicted.append(row.indices.reduce(0) { row[$1] > row[$0] ? $1 : $0 })
    }
    evaluation = Evaluation(actual: actual, predicted: predicted, labels: data.data.labels)
    self.labelledCount = labelledCount
  }

  /// As a row beside the students'; nil without a response to judge by.
  var outcome: RunOutcome? {
    evaluation.count > 0 ? .judged(RunFigures(evaluation: evaluation)) : nil
  }
}
