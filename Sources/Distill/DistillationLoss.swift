import KDQuantize

/// The loss of Latif et al., Eq. 1–2, of one response: CE(label) + λ · CE(teacher).
///
/// A response without a label has only the second term, one without soft labels only the first.
package struct DistillationLoss {
  package var lambda: Float
  /// Share of the label's weight that all labels get alike.
  var smoothing: Float = 0

  package init(lambda: Float, smoothing: Float = 0) {
    self.lambda = lambda
    self.smoothing = smoothing
  }

  /// The loss; `gradient` receives `scale` times its gradient by the logits.
  package func callAsFunction(
    logits: UnsafePointer<Float>, labels: Int, label: Int, soft: UnsafePointer<Float>,
    scale: Float, gradient: Floats
  ) -> Float {
    var highest = logits[0]
    for k in 1..<labels { highest = max(highest, logits[k]) }
    var total: Float = 0
    for k in 0..<labels {
      gradient[k] = FloatMath.exp(logits[k] - highest)
      total += gradient[k]
    }
    let logTotal = FloatMath.log(total)
    var loss: Float = 0
    // Σ over the target distribution of −t · log p; its gradient is (Σ t) p − t.
    var targetSum: Float = 0
    for k in 0..<labels {
      let target = self.target(k, labels: labels, label: label, soft: soft)
      loss -= target * (logits[k] - highest - logTotal)
      targetSum += target
    }
    for k in 0..<labels {
      let target = self.target(k, labels: labels, label: label, soft: soft)
      gradient[k] = scale * (targetSum * (gradient[k] / total) - target)
    }
    return loss
  }

  @inline(always)
  private func target(
    _ k: Int, labels: Int, label: Int, soft: UnsafePointer<Float>
  ) -> Float {
    let hard: Float = label == k ? 1 : 0
    let smooth = label < 0 ? 0 : (1 - smoothing) * hard + smoothing / Float(labels)
    return smooth + lambda * soft[k]
  }
}
