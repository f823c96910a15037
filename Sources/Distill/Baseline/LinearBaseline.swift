import KDData
import KDMetrics
import KDRuntime

/// What a person would try first: the words of a response, each with a weight a class.
///
/// A student that is no better than this has not learned to read. TF-IDF of the words and
/// multinomial logistic regression with an L2 penalty of C = 1, as scikit-learn's TfidfVectorizer and
/// LogisticRegression do by default. With several items each word counts twice, for all of them and for
/// its own (Daumé III 2007, Frustratingly Easy Domain Adaptation).
public struct LinearBaseline: Sendable {
  private let terms: TermWeights
  private let regression: LogisticRegression
  private let labels: [String]
  /// Names of its figures in a model's provenance.
  package static let (accuracyMetric, kappaMetric) = ("dev_accuracy_linear", "dev_qwk_linear")

  /// Fits to the labelled ones of `train`; nil for choice questions, and unless two classes occur.
  ///
  /// - Parameter labels: in class order; those of `train` are among them.
  /// - Complexity: O(words · classes) a step, of which there are at most 100.
  public init?(_ train: [Response], labels: [String], rules: TokenizerRules) {
    let places = places(of: labels)
    let labelled = train.filter { !$0.isChoice && $0.label.flatMap { places[$0] } != nil }
    let classes = labelled.compactMap { $0.label.flatMap { places[$0] } }
    guard let first = classes.first, classes.contains(where: { $0 != first }) else { return nil }
    var terms = TermWeights(rules)
    let documents = terms.fit(labelled)
    self.terms = terms
    self.labels = labels
    regression = LogisticRegression(
      documents, classes, featureCount: terms.count, classCount: labels.count)
  }

  /// Index of the likeliest label.
  public func label(of response: Response) -> Int {
    regression.likeliest(terms.vector(response))
  }

  /// Against the human labels of `responses`, those that have one.
  ///
  /// - Parameter scale: what the labels are.
  public func evaluation(on responses: [Response], scale: LabelScale) -> Evaluation {
    let places = places(of: labels)
    let labelled = responses.filter { $0.label.flatMap { places[$0] } != nil }
    return Evaluation(
      actual: labelled.compactMap { $0.label.flatMap { places[$0] } },
      predicted: labelled.map { label(of: $0) }, labels: labels, scale: scale)
  }
}
