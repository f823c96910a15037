import KDData

/// How well predicted classes agree with the human labels.
///
/// Figures as scikit-learn (accuracy, precision, recall, F1) and RSMTool (quadratic weighted
/// kappa) define them. Where they leave a figure open: a precision, recall or F1 of 0 ÷ 0 is 0;
/// kappa is 1 when all labels and predictions are one and the same class; all figures of no
/// responses at all are 0.
public struct Evaluation: Sendable, Equatable {
  /// Figures of one class.
  public struct ClassFigures: Sendable, Equatable {
    /// The class.
    public var label: String
    /// Of the responses predicted to be of this class, the part that is.
    public var precision: Double
    /// Of the responses of this class, the part predicted so.
    public var recall: Double
    /// Harmonic mean of precision and recall.
    public var f1: Double
    /// Responses with this label.
    public var support: Int
    /// Responses predicted to be of this class.
    public var predicted: Int
  }

  /// Number of responses.
  public let count: Int
  /// Part of the responses with the right class.
  public let accuracy: Double
  /// Mean precision of the classes that occur, as label or as prediction.
  public let precisionMacro: Double
  /// Mean recall of the same classes.
  public let recallMacro: Double
  /// Mean F1 of the same classes.
  public let f1Macro: Double
  /// Mean F1 of the classes, weighted by support.
  public let f1Weighted: Double
  /// Quadratic weighted kappa of grades, by their values; NaN of classes, which have no order.
  public let qwk: Double
  /// The same by places in the class order, whatever that order means: what files of 0.1 name QWK.
  package let qwkByPlace: Double
  /// Of grades, the part of the responses whose grade is at most 1 from the human one (RSMTool's
  /// adjacent agreement); NaN of classes.
  public let adjacent: Double
  /// Of grades, the standardised mean difference: how much higher the predicted grades are on average,
  /// in units of the root of the mean of both variances (RSMTool's, Williamson et al. 2012, n − 1 in the
  /// denominator); NaN of classes, and where nothing varies.
  public let meanDifference: Double
  /// The figures of each class, in class order.
  public let classes: [ClassFigures]
  /// `confusion[actual][predicted]`: numbers of responses.
  public let confusion: [[Int]]

  /// Compares classes, indices into `labels`, pairwise.
  ///
  /// - Parameter scale: nil: numbers are grades, others classes.
  public init(
    actual: [Int], predicted: [Int], labels: [String], scale: LabelScale? = nil
  ) {
    precondition(actual.count == predicted.count, "one prediction a response")
    var confusion = [[Int]](
      repeating: [Int](repeating: 0, count: labels.count), count: labels.count)
    for (a, p) in zip(actual, predicted) { confusion[a][p] += 1 }
    self.init(confusion: confusion, labels: labels, scale: scale)
  }

  /// The figures of a confusion matrix `[actual][predicted]`.
  ///
  /// - Parameter scale: nil: numbers are grades, others classes.
  public init(confusion: [[Int]], labels: [String], scale: LabelScale? = nil) {
    let classes = labels.indices.map { figures(of: $0, labels, confusion) }
    let count = classes.reduce(0) { $0 + $1.support }
    let occurring = classes.filter { $0.support + $0.predicted > 0 }
    let right = labels.indices.reduce(0) { $0 + confusion[$1][$1] }
    self.count = count
    self.confusion = confusion
    self.classes = classes
    accuracy = ratio(Double(right), Double(count))
    func mean(_ figure: (ClassFigures) -> Double) -> Double {
      ratio(occurring.reduce(0) { $0 + figure($1) }, Double(occurring.count))
    }
    precisionMacro = mean { $0.precision }
    recallMacro = mean { $0.recall }
    f1Macro = mean { $0.f1 }
    f1Weighted = ratio(classes.reduce(0) { $0 + $1.f1 * Double($1.support) }, Double(count))
    let values = (scale ?? LabelScale(labels)).values
    qwk = values.map { quadraticWeightedKappa(confusion, values: $0) } ?? .nan
    qwkByPlace = quadraticWeightedKappa(
      confusion, values: numericValues(labels) ?? labels.indices.map { Double($0) })
    let spread = values.map { GradeSpread(confusion, values: $0) }
    adjacent = spread?.adjacent ?? .nan
    meanDifference = spread?.meanDifference ?? .nan
  }
}

extension Evaluation {
  /// The label that most responses have, the first of equals, and the accuracy of who gives it to
  /// every response; nil of no responses.
  public var mostFrequent: (label: String, accuracy: Double)? {
    let top = classes.reduce(nil as ClassFigures?) { best, figures in
      figures.support > best?.support ?? 0 ? figures : best
    }
    return top.map { ($0.label, Double($0.support) / Double(count)) }
  }

  /// Whether all figures are the same; those that say nothing are.
  public static func == (a: Evaluation, b: Evaluation) -> Bool {
    a.confusion == b.confusion && a.classes == b.classes
      && (a.qwk == b.qwk || a.qwk.isNaN && b.qwk.isNaN)
  }
}

private func figures(
  of index: Int, _ labels: [String], _ confusion: [[Int]]
) -> Evaluation.ClassFigures {
  let right = Double(confusion[index][index])
  let support = confusion[index].reduce(0, +)
  let predicted = confusion.reduce(0) { $0 + $1[index] }
  return Evaluation.ClassFigures(
    label: labels[index], precision: ratio(right, Double(predicted)),
    recall: ratio(right, Double(support)), f1: ratio(2 * right, Double(support + predicted)),
    support: support, predicted: predicted)
}

/// `a` ÷ `b`, and 0 for 0 ÷ 0.
private func ratio(_ a: Double, _ b: Double) -> Double { b == 0 ? 0 : a / b }
