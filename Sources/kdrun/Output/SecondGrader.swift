import KDCommon
import KDMetrics

/// How far people agree, as it is told: the labels of a second column against those of the first.
struct SecondGrader {
  private let column: String
  private let agreement: Evaluation?

  /// Nil where no column is given.
  ///
  /// - Parameter order: the grades' stated order.
  init?(_ column: String?, _ pairs: [(first: String, second: String)], order: [String]?) {
    guard let column else { return nil }
    self.column = column
    agreement = GraderAgreement(pairs, order: order)?.evaluation
  }

  /// One line.
  var text: String {
    guard let agreement else { return "\(quoted(column)) has no label beside another" }
    return "with \(quoted(column)) on \(grouped(agreement.count)) answers: accuracy "
      + decimal(agreement.accuracy, places: 4)
      + (agreement.qwk.isNaN
        ? ""
        : ", QWK \(decimal(agreement.qwk, places: 4)), adjacent "
          + decimal(agreement.adjacent, places: 4))
  }

  /// Null where no answer has both labels.
  var json: JSON {
    guard let agreement else { return .null }
    return .object([
      ("column", .string(column)), ("n", .integer(agreement.count)),
      ("accuracy", .number(agreement.accuracy)), ("qwk", .number(agreement.qwk)),
      ("adjacent", .number(agreement.adjacent)), ("smd", .number(agreement.meanDifference)),
    ])
  }
}
