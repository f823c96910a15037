/// The loss of one response by its logits.
package enum DistillationLoss: Sendable {
  case weighted(WeightedLoss)
  case dual(DualLoss)

  package init(lambda: Float) { self = .weighted(WeightedLoss(lambda: lambda)) }

  init(_ options: TrainingOptions) {
    switch options.loss {
    case .crossEntropy: self = .weighted(WeightedLoss(options))
    case .divergence: self = .dual(DualLoss(options))
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
