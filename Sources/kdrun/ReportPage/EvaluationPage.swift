import KDCommon
import KDData
import KDExport

/// The page of `eval --report`.
struct EvaluationPage {
  let model: ModelFile
  let data: DataSet
  let comparison: GraderComparison
  /// Beside the model, a float student to compare with.
  let students: [ReportedStudent]
  let teacher: SoftLabels?

  var page: ReportPage {
    let provenance = Inspection(model).provenance
    return ReportPage(
      title: "\(lastPathPart(model.path)) on \(comparison.part)",
      result: sentence,
      sections: [figureSection([comparison])] + comparisonSections(comparison)
        + [
          sizeSection(students), machineSection(students),
          settingSection(inputs: inputs(provenance), [], provenance),
        ])
  }

  private var sentence: String {
    "The student agrees with people: " + resultPhrase(comparison) + "."
      + (StoredBaseline(model.provenance).map { " In training: \($0.text)." } ?? "")
  }

  private func inputs(_ provenance: Provenance) -> [(name: String, value: String)] {
    var rows = [
      (
        name: "data",
        value: "\(comparison.part): \(grouped(data.responses.count)) responses; left out: "
          + "\(grouped(data.droppedEmpty)) empty"
      ),
      (name: "data, SHA-256", value: sha256(data.bytes)),
    ]
    if let teacher {
      rows.append((name: "teacher", value: lastPathPart(teacher.path)))
      rows.append((name: "teacher, SHA-256", value: teacher.sha256))
    }
    rows += [
      (name: "model", value: lastPathPart(model.path)),
      (name: "model, SHA-256", value: sha256(model.bytes)),
      (name: "report by", value: "kdrun \(CommandLineTool.version)"),
      (name: "model made by", value: provenance.tool),
      (name: "trained on, SHA-256", value: provenance.dataSHA256),
    ]
    if !provenance.teacher.isEmpty {
      rows.append((name: "trained with", value: provenance.teacher))
      rows.append((name: "trained with, SHA-256", value: provenance.teacherSHA256))
    }
    return rows + [(name: "seed", value: "\(provenance.seed)")]
  }
}
