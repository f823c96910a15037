import Foundation
import KDDistill
import KDExport
import KDRuntime

/// `kdrun eval`: how well a student agrees with human scores.
enum EvalVerb {
  static let verb = Verb(
    name: "eval", operands: "MODEL DATA",
    summary: "Compare a student's scores with human ones.",
    details: """
      Prints accuracy, macro and weighted F1, quadratic weighted kappa (QWK), precision and
      recall of each class, and the confusion matrix, as RSMTool defines them. Responses that the
      student does not score are counted and left out of the figures; those to an item that it
      does not know are scored, and counted.
      """,
    options: [
      .value(
        "--item", "ID",
        "Only this item; the item of all rows when the data has no item column."),
      .flag("--json", "Print one JSON object."),
      .value("--svg", "FILE", "Also draw the confusion matrix."),
    ] + ColumnOptions.all,
    run: run)

  private static func run(_ arguments: Arguments) throws(Failure) {
    let operands = try arguments.operands(named: "MODEL", "DATA")
    if let picture = arguments.string("--svg") {
      try OutputFiles.check(picture, besides: operands)
    }
    let model = try ModelFile(operands[0])
    let labels = model.labels.map { String(decoding: $0, as: UTF8.self) }
    let data = try read(dataPath(operands[1]), arguments)
    let actual: [Int]
    do throws(DataError) {
      actual = try data.classes(in: labels)
    } catch { throw Failure(error) }

    let engine = try model.makeEngine(ScorerOptions())
    var counts = [Int](repeating: 0, count: Reason.allCases.count)
    var pairs: (actual: [Int], predicted: [Int]) = ([], [])
    for (response, label) in zip(data.responses, actual) {
      try Signals.check()
      let score = engine.score(response)
      counts[Int(score.reason.rawValue)] += 1
      if score.reason.isScored {
        pairs.actual.append(label)
        pairs.predicted.append(score.label)
      }
    }
    let evaluation = Evaluation(
      actual: pairs.actual, predicted: pairs.predicted, labels: labels)
    if let picture = arguments.string("--svg") {
      try OutputFiles.write(Array(confusionPicture(evaluation).utf8), to: picture)
    }
    try Terminal.print(
      arguments.has("--json")
        ? json(evaluation, counts, data.droppedEmpty).text + "\n"
        : text(evaluation, counts, data.droppedEmpty))
  }

  /// The responses of the wanted item, or all.
  private static func read(_ path: String, _ arguments: Arguments) throws(Failure) -> DataSet {
    var options = ReadOptions()
    options.columns = ColumnOptions.names(arguments)
    do throws(DataError) {
      guard let item = arguments.string("--item") else {
        return try readResponses(path: path, options: options)
      }
      var data = try readResponses(path: path, options: options)
      if data.responses.contains(where: { !$0.item.isEmpty }) {
        options.item = item
        return try readResponses(path: path, options: options)
      }
      for index in data.responses.indices { data.responses[index].item = item }
      return data
    } catch { throw Failure(error) }
  }

  private static func json(_ evaluation: Evaluation, _ counts: [Int], _ dropped: Int) -> JSON {
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
      ("qwk", .number(evaluation.qwk)),
      ("labels", .array(evaluation.classes.map { .string($0.label) })),
      ("per_class", .object(classes)),
      ("confusion", .array(evaluation.confusion.map { .array($0.map(JSON.integer)) })),
      ("reasons", reasons(counts)), ("dropped_empty", .integer(dropped)),
    ])
  }

  private static func reasons(_ counts: [Int]) -> JSON {
    .object(Reason.allCases.map { ("\($0.name)", .integer(counts[Int($0.rawValue)])) })
  }

  private static func text(_ evaluation: Evaluation, _ counts: [Int], _ dropped: Int) -> String {
    let unscored = Reason.allCases.filter { !$0.isScored }.map {
      ($0, counts[Int($0.rawValue)])
    }.filter { $0.1 > 0 }
    var lines = [
      (
        "responses",
        grouped(evaluation.count)
          + unscored.map { ", not scored: \(grouped($1)) \($0.name)" }.joined()
          + (dropped > 0 ? ", left out: \(grouped(dropped)) empty" : "")
      )
    ]
    lines += [
      ("accuracy", evaluation.accuracy), ("F1 macro", evaluation.f1Macro),
      ("F1 weighted", evaluation.f1Weighted), ("QWK", evaluation.qwk),
    ].map { ($0, decimal($1, places: 4)) }
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

extension ScoreEngine {
  /// Scores a response that was read whole.
  func score(_ response: Response) -> ScoredResponse {
    let (text, item) = (Array(response.text.utf8), Array(response.item.utf8))
    return text.withUnsafeBufferPointer { text in
      item.withUnsafeBufferPointer { score(text, item: $0) }
    }
  }
}
