import KDMetrics

/// Human labels against each grader: confusion matrices and figures of each class.
func confusionSection(_ comparison: GraderComparison) -> Markup {
  let pictures = zip(comparison.graders, comparison.evaluations).map { grader, evaluation in
    (
      title: "\(grader.name): accuracy \(decimal(evaluation.accuracy, places: 4))",
      content: confusionTable(evaluation)
    )
  }
  return section(
    "Confusion", sideBySide(pictures), classTable(comparison),
    note: """
      Rows are human labels, columns those of the judge; the deeper the colour, the larger the \
      share of the row. Definitions as scikit-learn's and RSMTool's.
      """)
}

/// The matrix as a table; a cell's colour has its share of the row as strength.
private func confusionTable(_ evaluation: Evaluation) -> Markup {
  let head = evaluation.classes.map {
    "<th scope=\"col\"><span>\(Markup.breakable($0.label))</span></th>" as Markup
  }
  let rows = zip(evaluation.classes, evaluation.confusion).map { figures, counts -> Markup in
    let cells = counts.map { count -> Markup in
      let share = Double(count) / Double(max(figures.support, 1))
      let deep = share > 0.55 ? " class=\"deep\"" : "" as Markup
      return "<td\(deep) style=\"--s:\(decimal(share, places: 3))\">\(grouped(count))</td>"
    }
    return "<tr><th scope=\"row\">\(Markup.breakable(figures.label))</th>\(Markup(cells))</tr>"
  }
  return """
    <div class="scroll"><table class="matrix"><tbody>\(Markup(rows))</tbody>
    <tfoot><tr><td></td>\(Markup(head))</tr></tfoot></table></div>
    """
}

/// Precision, recall and F1 of each class, by grader.
private func classTable(_ comparison: GraderComparison) -> Markup {
  let names = comparison.graders.map(\.name)
  let head =
    ["class", "responses"]
    + ["precision", "recall", "F1"].flatMap { figure in
      names.map { "\(figure), \($0)" }
    }
  let rows = comparison.labels.indices.map { index -> [String] in
    let figures = comparison.evaluations.map { $0.classes[index] }
    let values = figures.map(\.precision) + figures.map(\.recall) + figures.map(\.f1)
    // Of the served student: a teacher may lack some.
    return [comparison.labels[index], grouped(figures.last!.support)]
      + values.map { decimal($0, places: 3) }
  }
  return figureTable(head, rows)
}

/// How close the students come to the teacher, and to each other.
func agreementTable(_ comparison: GraderComparison) -> Markup {
  let graders = comparison.graders
  var rows: [[String]] = []
  for (index, grader) in graders.enumerated().dropFirst() {
    for other in graders[..<index] {
      let agreement = PairAgreement(of: grader.verdicts, with: other.verdicts)
      rows.append([
        "\(grader.name) with \(other.name)", grouped(agreement.count),
        decimal(100 * agreement.share, places: 2) + " %",
        decimal(agreement.divergence, places: 4),
      ])
    }
  }
  if rows.isEmpty { return .empty }
  return figureTable(["agreement", "responses", "same label", "mean KL, nats"], rows)
}
