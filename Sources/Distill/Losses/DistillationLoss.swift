import KDQuantize

/// The loss of one response by its logits.
package enum DistillationLoss: Sendable {
  case weighted(WeightedLoss)
  case dual(DualLoss)

  package init(lambda: Float) { self = .weighted(WeightedLoss(lambda: lambda)) }

  init(_ options: TrainingOptions) {
    switch options.loss {
    case .crossEntropy: self.init(lambda: options.lambda)
    case .divergence:
      self = .dual(DualLoss(alpha: options.alpha, temperature: options.temperature))
    }
  }

  /// At which the teacher's probabilities are to be taken (`DualLoss.targets`); nil: as they are.
  package var temperature: Float? {
    if case .dual(let loss) = self { loss.temperature } else { nil }
  }

  /// The loss; `gradient` receives `scale` times its gradient by the logits.
  func callAsFunction(
    logits: UnsafePointer<Float>, labels: Int, label: Int, soft: UnsafePointer<Float>,
    scale: Float, gradient: Floats
  ) -> Float {
    switch self {
    case .weighted(let loss):
      loss(
        logits: logits, labels: labels, label: label, soft: soft, scale: scale, gradient: gradient)
    case .dual(let loss):
      loss(
        logits: logits, labels: labels, label: label, soft: soft, scale: scale, gradient: gradient)
    }
  }
}

/// The loss of Latif et al., Eq. 1–2, of one response: CE(label) + λ · CE(teacher).
///
/// A response without a label has only the second term, one without soft labels only the first.
package struct WeightedLoss: Sendable {
  let lambda: Float

  /// The loss; `gradient` receives `scale` times its gradient by the logits.
  func callAsFunction(
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
    guard total.isFinite else {
      // NaN or infinite logits: nothing to learn from, and the caller skips the batch.
      for k in 0..<labels { gradient[k] = 0 }
      return .nan
    }
    let logTotal = FloatMath.log(total)
    var loss: Float = 0
    // Σ over the target distribution of −t · log p; its gradient is (Σ t) p − t.
    var targetSum: Float = 0
    for k in 0..<labels {
      let target = self.target(k, label: label, soft: soft)
      loss -= target * (logits[k] - highest - logTotal)
      targetSum += target
    }
    for k in 0..<labels {
      let target = self.target(k, label: label, soft: soft)
      gradient[k] = scale * (targetSum * (gradient[k] / total) - target)
    }
    return loss
  }

  @inline(always)
  private func target(_ k: Int, label: Int, soft: UnsafePointer<Float>) -> Float {
    (label == k ? 1 : 0) + lambda * soft[k]
  }
}
