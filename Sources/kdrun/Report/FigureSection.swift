/// The figures of every judge on every part.
func figureSection(_ judgements: [GraderComparison]) -> Markup {
  let rows = judgements.flatMap { judgement in
    zip(judgement.judges, judgement.evaluations).map { judge, evaluation in
      ["\(judge.name), \(judgement.part)", grouped(evaluation.count)]
        + [
          evaluation.accuracy, evaluation.f1Macro, evaluation.f1Weighted,
          evaluation.precisionMacro, evaluation.recallMacro, evaluation.qwk,
        ].map { decimal($0, places: 4) }
    }
  }
  let head = [
    "against human labels", "responses", "accuracy", "F1 macro", "F1 weighted", "precision",
    "recall", "QWK",
  ]
  return section(
    "Figures", figureTable(head, rows), agreementTable(judgements[0]),
    note: """
      Precision and recall are macro means, QWK is quadratic weighted kappa. Everything \
      below is about \(judgements[0].part).
      """)
}

/// `accuracy 0.8133, macro F1 0.8012, QWK 0.8411 on 450 responses of dev`, and how the teacher does
/// there, if there is one.
func resultPhrase(_ judgement: GraderComparison) -> String {
  let evaluation = judgement.served.evaluation
  let student =
    "accuracy \(decimal(evaluation.accuracy, places: 4)), macro F1 "
    + "\(decimal(evaluation.f1Macro, places: 4)), QWK \(decimal(evaluation.qwk, places: 4)) on "
    + "\(grouped(evaluation.count)) responses of \(judgement.part)"
  if judgement.teacher == nil { return student }
  let teacher = decimal(judgement.evaluations[0].accuracy, places: 4)
  return student + "; the teacher's accuracy there is \(teacher)"
}

/// What a page shows of one judgement in full.
func judgementSections(_ judgement: GraderComparison) -> [Markup] {
  [confusionSection(judgement), reliabilitySection(judgement), responseSections(judgement)]
}
