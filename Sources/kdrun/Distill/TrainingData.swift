import KDData
import KDDistill

/// Responses and what teachers say of them, read and checked.
struct TrainingData: Sendable {
  var data: DataSplit
  var teacher: TeacherMix?
  var hidden: [HiddenStates]

  /// - Parameter readsTest: keeps the teachers' rows of test responses too; training does not look
  ///   at them.
  init(_ plan: TrainingPlan, readsTest: Bool = false) throws(Failure) {
    do throws(DataError) {
      data = try loadData(plan.dataPath, options: plan.load)
      if data.labels.isEmpty {
        throw DataError.badData(
          file: plan.dataPath, line: nil, what: "no training row has a label",
          expected: "at least one of each class", got: nil)
      }
    } catch { throw Failure(error) }
    if data.isChoice { try Self.checkChoice(plan) }
    do throws(DataError) {
      (teacher, hidden) = try Self.readTeachers(plan, &data, readsTest)
    } catch { throw Failure(error) }
    if data.dev.isEmpty { throw .badData("\(plan.dataPath): expected dev responses, got none") }
  }

  /// What is about labels or responses says nothing of options.
  private static func checkChoice(_ plan: TrainingPlan) throws(Failure) {
    let column = "a column \"\(plan.load.columns.options)\" in DATA"
    if !plan.hiddenPaths.isEmpty { throw .exclusive("--hidden", column) }
    if plan.training.shortcutPenalty > 0 { throw .exclusive("--shortcut-penalty", column) }
  }

  private static func readTeachers(
    _ plan: TrainingPlan, _ data: inout DataSplit, _ readsTest: Bool
  ) throws(DataError) -> (TeacherMix?, [HiddenStates]) {
    var responses = data.train + data.dev
    var teachers: [SoftLabels] = []
    for path in plan.teacherPaths {
      teachers.append(
        try SoftLabels(
          path: path, labels: data.labels, for: readsTest ? responses + data.test : responses))
    }
    if teachers.isEmpty { return (nil, []) }
    let mix = try TeacherMix(teachers, plan.teacherWeights, validation: data.dev)
    if let count = plan.selectedCount {
      try data.selectInformative(count, mix)
      responses = data.train + data.dev
    }
    try mix.check(responses)
    var hidden: [HiddenStates] = []
    for (path, teacher) in zip(plan.hiddenPaths, teachers) {
      hidden.append(try HiddenStates(path: path, teacher: teacher, training: data.train))
    }
    return (mix, hidden)
  }

  /// What a student is judged on: the test part, or dev where there is none.
  var judged: (responses: [Response], isTest: Bool) {
    data.test.isEmpty ? (data.dev, false) : (data.test, true)
  }
}
