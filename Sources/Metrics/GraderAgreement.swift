import KDData

/// How far two people agree on the same responses, beside which a student's agreement is to be seen.
public struct GraderAgreement: Sendable {
  /// The second person's labels against the first's.
  public let evaluation: Evaluation

  /// Nil without a response that both gave a label.
  ///
  /// - Parameter order: the grades' stated order; nil: numbers are grades, others classes.
  public init?(_ pairs: [(first: String, second: String)], order: [String]?) {
    if pairs.isEmpty { return nil }
    let names = classOrder(pairs.flatMap { [$0.first, $0.second] })
    let places = places(of: names)
    evaluation = Evaluation(
      actual: pairs.compactMap { places[$0.first] },
      predicted: pairs.compactMap { places[$0.second] }, labels: names,
      scale: LabelScale(names, order: order))
  }
}
