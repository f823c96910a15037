import KDQuantize

/// The loss of Hinton, Vinyals and Dean (2015) of one response:
/// (1 − α) · CE(label) + α · T² · KL(teacher_T ‖ student_T).
///
/// student_T = softmax(z / T) and teacher_T = softmax(log p / T). The gradient of the divergence
/// by the logits shrinks as 1/T², so T² keeps the two parts in proportion. A part that a response
/// lacks is left out and the other keeps its weight: 1 − α for a response without soft labels, α
/// for one without a label.
package struct DualLoss: Sendable {
  /// The teacher's probabilities are raised to this before their logarithm is taken: files give
  /// about five decimals, so a smaller one, or 0, says no more than this.
  static let leastProbability: Float = 1e-6

  let alpha: Float
  let temperature: Float

  package init(alpha: Float, temperature: Float) {
    precondition(alpha >= 0 && alpha <= 1, "alpha \(alpha)")
    precondition(temperature > 0, "temperature \(temperature)")
    self.alpha = alpha
    self.temperature = temperature
  }

  init(_ options: TrainingOptions) {
    self.init(alpha: options.alpha, temperature: options.temperature)
  }

  /// teacher_T of the teacher's probabilities: softmax(log p / T), so p^(1/T) made to sum to 1.
  static func targets(_ probabilities: [Float], temperature: Float) -> [Float] {
    softmax(probabilities.map { FloatMath.log(max($0, leastProbability)) / temperature })
  }

  /// The loss; `gradient` receives `scale` times its gradient by the logits.
  ///
  /// `soft` is teacher_T, all zeros for none.
  func callAsFunction(
    logits: UnsafePointer<Float>, labels: Int, label: Int, soft: UnsafePointer<Float>,
    scale: Float, gradient: Floats
  ) -> Float {
    for k in 0..<labels { gradient[k] = 0 }
    var loss: Float = 0
    if label >= 0 {
      let weight = 1 - alpha
      loss += weight * crossEntropy(logits, labels, label, scale * weight, gradient)
    }
    if (0..<labels).contains(where: { soft[$0] > 0 }) {
      let square = temperature * temperature
      // The derivative of z/T takes one T of the two.
      loss +=
        alpha * square * divergence(logits, labels, soft, scale * alpha * temperature, gradient)
    }
    return loss
  }

  /// −log p[label]; `gradient` += `scale` · (p − label).
  private func crossEntropy(
    _ logits: UnsafePointer<Float>, _ labels: Int, _ label: Int, _ scale: Float,
    _ gradient: Floats
  ) -> Float {
    let softmax = Softmax(logits, count: labels)
    guard softmax.sum.isFinite else { return .nan }
    for k in 0..<labels { gradient[k] += scale * softmax.power(k) / softmax.sum }
    gradient[label] -= scale
    return FloatMath.log(softmax.sum) - softmax.exponent(label)
  }

  /// Σ t (log t − log s); `gradient` += `scale` · (s − t).
  private func divergence(
    _ logits: UnsafePointer<Float>, _ labels: Int, _ soft: UnsafePointer<Float>, _ scale: Float,
    _ gradient: Floats
  ) -> Float {
    let softmax = Softmax(logits, count: labels, temperature: temperature)
    guard softmax.sum.isFinite else { return .nan }
    let logSum = FloatMath.log(softmax.sum)
    var sum: Float = 0
    for k in 0..<labels {
      gradient[k] += scale * (softmax[k] - soft[k])
      // t log t → 0.
      guard soft[k] >= Float.leastNormalMagnitude else { continue }
      sum += soft[k] * (FloatMath.log(soft[k]) - (softmax.exponent(k) - logSum))
    }
    return sum
  }
}
