import KDMetrics
import KDRuntime

/// Multinomial logistic regression: p_k ∝ e^(w_k · x + b_k), fitted by the least Σ −log p_y + ½ ‖w‖².
///
/// That is scikit-learn's LogisticRegression with its default C = 1; the b_k are not held back. The
/// minimum is unique but for a constant added to all b_k.
package struct LogisticRegression: Sendable {
  /// [feature][class], then b.
  private let weights: [Double]
  private let featureCount: Int
  private let classCount: Int

  package init(_ documents: [SparseVector], _ classes: [Int], featureCount: Int, classCount: Int) {
    self.featureCount = featureCount
    self.classCount = classCount
    let start = [Double](repeating: 0, count: (featureCount + 1) * classCount)
    weights = minimum(from: start, tolerance: 1e-5 * Double(documents.count)) { weights in
      Self.loss(weights, documents, classes, featureCount, classCount)
    }
  }

  /// The class of the highest w_k · x + b_k, the first of equals.
  package func likeliest(_ document: SparseVector) -> Int {
    let logits = logits(of: document)
    return logits.indices.reduce(0) { logits[$1] > logits[$0] ? $1 : $0 }
  }

  /// w_k · x + b_k.
  package func logits(of document: SparseVector) -> [Double] {
    Self.logits(weights, document, featureCount, classCount)
  }

  private static func logits(
    _ weights: [Double], _ document: SparseVector, _ featureCount: Int, _ classCount: Int
  ) -> [Double] {
    var logits = Array(weights[(featureCount * classCount)...])
    for (index, value) in zip(document.indices, document.values) {
      for k in 0..<classCount { logits[k] += weights[index * classCount + k] * value }
    }
    return logits
  }

  private static func loss(
    _ weights: [Double], _ documents: [SparseVector], _ classes: [Int], _ featureCount: Int,
    _ classCount: Int
  ) -> (value: Double, gradient: [Double]) {
    let bias = featureCount * classCount
    var value = 0.0
    var gradient = weights
    for k in 0..<classCount { gradient[bias + k] = 0 }
    for index in 0..<bias { value += 0.5 * weights[index] * weights[index] }
    for (document, right) in zip(documents, classes) {
      let logits = logits(weights, document, featureCount, classCount)
      let highest = logits.reduce(-Double.infinity) { max($0, $1) }
      let powers = logits.map { exponential($0 - highest) }
      let sum = powers.reduce(0, +)
      value += naturalLogarithm(sum) + highest - logits[right]
      for k in 0..<classCount {
        let error = powers[k] / sum - (k == right ? 1 : 0)
        gradient[bias + k] += error
        for (index, feature) in zip(document.indices, document.values) {
          gradient[index * classCount + k] += error * feature
        }
      }
    }
    return (value, gradient)
  }
}
