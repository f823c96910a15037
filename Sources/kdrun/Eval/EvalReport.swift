import KDCommon
import KDMetrics
import KDRuntime

/// What `eval` prints.
struct EvalReport {
  let evaluation: Evaluation
  /// Responses by reason, by its number.
  let reasonCounts: [Int]
  let droppedEmpty: Int
  let droppedUnlabelled: Int
  let time: QuestionTime
  /// The labels of a second column; nil without one.
  var second: SecondGrader?
  /// How right a linear model was when the student was trained; nil when the file does not tell.
  var training: StoredBaseline?

  var json: JSON {
    let classes = evaluation.classes.map { figures in
      (
        figures.label,
        JSON.object([
          ("precision", .number(figures.precision)), ("recall", .number(figures.recall)),
          ("f1", .number(figures.f1)), ("support", .integer(figures.support)),
        ])
      )
    }
    return .object([
      ("n", .integer(evaluation.count)), ("accuracy", .number(evaluation.accuracy)),
      ("f1_macro", .number(evaluation.f1Macro)), ("f1_weighted", .number(evaluation.f1Weighted)),
      ("precision_macro", .number(evaluation.precisionMacro)),
      ("recall_macro", .number(evaluation.recallMacro)), ("qwk", .number(evaluation.qwk)),
      ("adjacent", .number(evaluation.adjacent)), ("smd", .number(evaluation.meanDifference)),
      ("majority", majorityJSON(evaluation.mostFrequent)),
      ("training_baseline", training?.json ?? .null),
      ("second_label", second?.json ?? .null),
      ("labels", .array(evaluation.classes.map { .string($0.label) })),
      ("per_class", .object(classes)),
      ("confusion", .array(evaluation.confusion.map { .array($0.map(JSON.integer)) })),
      (
        "reasons",
        .object(
          Reason.allCases.map { ("\($0.name)", .integer(reasonCounts[Int($0.rawValue)])) })
      ),
      ("dropped_empty", .integer(droppedEmpty)),
      ("dropped_unlabelled", .integer(droppedUnlabelled)), ("time", time.json),
    ])
  }

  var text: String {
    let unscored = Reason.allCases.filter { !$0.isScored }.map {
      ($0, reasonCounts[Int($0.rawValue)])
    }.filter { $0.1 > 0 }
    var lines = [
      (
        "responses",
        grouped(evaluation.count)
          + unscored.map { ", not scored: \(grouped($1)) \($0.name)" }.joined()
          + (droppedEmpty > 0 ? ", left out: \(grouped(droppedEmpty)) empty" : "")
      )
    ]
    lines += [
      ("accuracy", evaluation.accuracy), ("F1 macro", evaluation.f1Macro),
      ("F1 weighted", evaluation.f1Weighted), ("precision", evaluation.precisionMacro),
      ("recall", evaluation.recallMacro),
    ].map { ($0, decimal($1, places: 4)) }
    if let majority = evaluation.mostFrequent {
      lines.insert(
        (
          "baseline",
          "accuracy \(decimal(majority.accuracy, places: 4)), by \(quoted(majority.label)) for every answer"
        ), at: 2)
    }
    if evaluation.qwk.isNaN {
      lines.append(("QWK", "-  the labels are classes; --labels A,B,… states an order"))
    } else {
      lines += [
        ("QWK", evaluation.qwk), ("adjacent", evaluation.adjacent),
        ("SMD", evaluation.meanDifference),
      ].map { ($0, figure($1, places: 4)) }
    }
    if let second { lines.append(("people", second.text)) }
    if let training { lines.append(("in training", training.text)) }
    lines.append(("time", time.text))
    let classes = evaluation.classes.map {
      [
        $0.label, decimal($0.precision, places: 4), decimal($0.recall, places: 4),
        decimal($0.f1, places: 4), grouped($0.support),
      ]
    }
    let confusion = zip(evaluation.classes, evaluation.confusion).map {
      [$0.label] + $1.map(grouped)
    }
    return rows(lines) + "\n"
      + table([["class", "precision", "recall", "F1", "responses"]] + classes) + "\n"
      + table([["human \\ student"] + evaluation.classes.map(\.label)] + confusion)
  }
}
