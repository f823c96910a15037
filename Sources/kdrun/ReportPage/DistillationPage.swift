import KDCommon
import KDData
import KDDistill
import KDExport

/// The page of `distill --report` and `train --report`.
struct DistillationPage {
  let plan: TrainingPlan
  let data: DistillationData
  let result: TrainingResult
  let float: ModelFile
  let int8: ModelFile
  let provenance: Provenance
  let baseline: LinearBaseline?

  func page() throws(Failure) -> ReportPage {
    var comparisons = [try comparison("dev", data.split.dev, data.teacher?.rows ?? [:])]
    // Nothing was chosen by the test part, so where there is one it is what is shown in full.
    if !data.split.test.isEmpty {
      comparisons.insert(try comparison("test", data.split.test, testRows), at: 0)
    }
    let shown = comparisons[0]
    let students = [
      try ReportedStudent("float", float, timedOn: shown),
      try ReportedStudent("int8", int8, timedOn: shown),
    ]
    let item = plan.files.options.item.map { ", item \($0)" } ?? ""
    return ReportPage(
      title: "A student of \(lastPathPart(plan.files.dataPath))\(item)", result: sentence(shown),
      sections: [
        figureSection(comparisons),
        curveSections(result, starts: plan.files.options.training.starts),
      ]
        + comparisonSections(shown)
        + [
          sizeSection(students), machineSection(students),
          settingSection(inputs: inputs, plan.options, provenance),
        ])
  }

  private func comparison(
    _ part: String, _ responses: [Response], _ rows: [String: [Float]]
  ) throws(Failure) -> GraderComparison {
    let teacher = Grader(teacher: rows, on: responses)
    let students = [
      try Grader("float", float, on: responses), try Grader("int8", int8, on: responses),
    ]
    let hasTeacher = teacher.verdicts.contains { $0 != nil }
    return GraderComparison(
      part: part, responses, labels: data.split.labels, scale: data.split.scale,
      graders: (hasTeacher ? [teacher] : []) + students, linear: baseline)
  }

  /// The teachers on the test part, as far as they have rows for it: training needs none there.
  private var testRows: [String: [Float]] {
    guard let teacher = data.teacher else { return [:] }
    var files: [SoftLabels] = []
    var weights: [Float] = []
    for (path, weight) in zip(plan.files.teacherPaths, teacher.weights) where weight > 0 {
      guard let file = try? SoftLabels(path: path, labels: data.split.labels, for: data.split.test)
      else {
        continue
      }
      files.append(file)
      weights.append(weight)
    }
    if files.isEmpty { return [:] }
    let how =
      plan.files.options.teacherWeights == .confidence ? TeacherWeights.confidence : .given(weights)
    return (try? TeacherMix(files, how, validation: []))?.rows ?? [:]
  }

  private func sentence(_ shown: GraderComparison) -> String {
    let parameters = grouped(result.student.parameters.count)
    let from =
      data.teacher == nil ? "human labels alone" : "human labels and a teacher's soft labels"
    return "A student of \(parameters) parameters, \(grouped(int8.bytes.count)) bytes as int8, "
      + "learned from \(grouped(data.split.train.count)) responses with \(from): "
      + resultPhrase(shown) + "."
  }

  private var inputs: [(name: String, value: String)] {
    var rows = [
      (
        name: "data",
        value: "\(lastPathPart(plan.files.dataPath)): \(grouped(data.split.train.count)) train, "
          + "\(grouped(data.split.dev.count)) dev, \(grouped(data.split.test.count)) test; left out: "
          + "\(grouped(data.split.droppedEmpty)) empty, \(grouped(data.split.notSelected)) not selected"
      ),
      (name: "data, SHA-256", value: provenance.dataSHA256),
    ]
    if let teacher = data.teacher {
      rows.append((name: "teacher", value: provenance.teacher))
      rows.append((name: "teacher, SHA-256", value: teacher.sha256))
    }
    return rows + [
      (name: "model, SHA-256", value: sha256(int8.bytes)),
      (name: "made by", value: provenance.tool),
      (name: "seed", value: "\(provenance.seed)"),
    ]
  }
}
