import KDCommon
import KDData
import KDMetrics

/// How far people agree: the labels of a second column against those of the first, beside which a student's
/// agreement is to be seen.
struct SecondGrader {
  /// The column's name.
  let column: String
  /// Of the answers that both gave a label.
  let evaluation: Evaluation

  /// - Parameters:
  ///   - data: as read with the first column.
  ///   - order: the grades' stated order.
  init(
    column: String, _ data: DataSet, _ options: ReadOptions, order: [String]?
  ) throws(Failure) {
    self.column = column
    var options = options
    options.columns.label = column
    options.allowsUnlabelled = true
    let second: DataSet
    do throws(DataError) {
      second = try parseResponses(data.bytes, path: data.path, options: options)
    } catch { throw Failure(error) }
    var labels: [String: String] = [:]
    for response in second.responses { labels[response.id] = response.label }
    let pairs = data.responses.compactMap { response -> (String, String)? in
      guard let first = response.label, let second = labels[response.id] else { return nil }
      return (first, second)
    }
    let names = classOrder(pairs.flatMap { [$0.0, $0.1] })
    let places = places(of: names)
    evaluation = Evaluation(
      actual: pairs.compactMap { places[$0.0] }, predicted: pairs.compactMap { places[$0.1] },
      labels: names, scale: LabelScale(names, order: order))
  }

  /// One line.
  var text: String {
    "with \(quoted(column)) on \(grouped(evaluation.count)) answers: accuracy "
      + decimal(evaluation.accuracy, places: 4)
      + (evaluation.qwk.isNaN
        ? ""
        : ", QWK \(decimal(evaluation.qwk, places: 4)), adjacent "
          + decimal(evaluation.adjacent, places: 4))
  }

  var json: JSON {
    .object([
      ("column", .string(column)), ("n", .integer(evaluation.count)),
      ("accuracy", .number(evaluation.accuracy)), ("qwk", .number(evaluation.qwk)),
      ("adjacent", .number(evaluation.adjacent)), ("smd", .number(evaluation.meanDifference)),
    ])
  }
}
