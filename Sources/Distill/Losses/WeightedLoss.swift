import KDQuantize

/// The loss of Latif et al., Eq. 1–2, of one response: CE(label) + λ · CE(teacher).
///
/// A response without a label has only the second term, one without soft labels only the first.
package struct WeightedLoss: Sendable {
  let lambda: Float

  init(lambda: Float) { self.lambda = lambda }

  init(_ options: TrainingOptions) { self.init(lambda: options.lambda) }

  /// The loss; `gradient` receives `scale` times its gradient by the logits.
  func callAsFunction(
    logits: UnsafePointer<Float>, labels: Int, label: Int, soft: UnsafePointer<Float>,
    scale: Float, gradient: Floats
  ) -> Float {
    let softmax = Softmax(logits, count: labels)
    guard softmax.sum.isFinite else {
      // NaN or infinite logits: nothing to learn from, and the caller skips the batch.
      for k in 0..<labels { gradient[k] = 0 }
      return .nan
    }
    let logSum = FloatMath.log(softmax.sum)
    var loss: Float = 0
    // Σ over the target distribution of −t · log p; its gradient is (Σ t) p − t.
    var targetSum: Float = 0
    for k in 0..<labels {
      let target = self.target(k, label: label, soft: soft)
      loss -= target * (softmax.exponent(k) - logSum)
      targetSum += target
    }
    for k in 0..<labels {
      let target = self.target(k, label: label, soft: soft)
      gradient[k] = scale * (targetSum * softmax[k] - target)
    }
    return loss
  }

  @inline(always)
  private func target(_ k: Int, label: Int, soft: UnsafePointer<Float>) -> Float {
    (label == k ? 1 : 0) + lambda * soft[k]
  }
}
