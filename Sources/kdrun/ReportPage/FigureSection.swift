/// The figures of every grader on every part.
func figureSection(_ comparisons: [GraderComparison]) -> Markup {
  let rows = comparisons.flatMap { comparison in
    let graders = zip(comparison.graders.map(\.name), comparison.evaluations)
    return (comparison.baselines + graders.map { (name: $0, evaluation: $1) }).map {
      name, evaluation in
      ["\(name), \(comparison.part)", grouped(evaluation.count)]
        + [
          evaluation.accuracy, evaluation.f1Macro, evaluation.f1Weighted,
          evaluation.precisionMacro, evaluation.recallMacro, evaluation.qwk,
        ].map { figure($0, places: 4) }
    }
  }
  let head = [
    "against human labels", "responses", "accuracy", "F1 macro", "F1 weighted", "precision",
    "recall", "QWK",
  ]
  return section(
    "Figures", figureTable(head, rows), agreementTable(comparisons[0]),
    note: """
      Precision and recall are macro means, QWK is quadratic weighted kappa. Everything \
      below is about \(comparisons[0].part).
      """)
}

/// `accuracy 0.8133, macro F1 0.8012, QWK 0.8411 on 450 responses of dev`, and how the teacher does
/// there, if there is one.
func resultPhrase(_ comparison: GraderComparison) -> String {
  let evaluation = comparison.served.evaluation
  let student =
    "accuracy \(decimal(evaluation.accuracy, places: 4)), macro F1 "
    + "\(decimal(evaluation.f1Macro, places: 4)), "
    + (evaluation.qwk.isNaN ? "" : "QWK \(decimal(evaluation.qwk, places: 4)) ") + "on "
    + "\(grouped(evaluation.count)) responses of \(comparison.part)"
  if comparison.teacher == nil { return student }
  let teacher = decimal(comparison.evaluations[0].accuracy, places: 4)
  return student + "; the teacher's accuracy there is \(teacher)"
}

/// What a page shows of one comparison in full.
func comparisonSections(_ comparison: GraderComparison) -> [Markup] {
  [confusionSection(comparison), reliabilitySection(comparison), responseSections(comparison)]
}
