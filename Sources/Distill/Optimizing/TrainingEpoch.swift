/// One finished epoch.
public struct TrainingEpoch: Sendable, Equatable {
  /// Mean over the training responses, with dropout.
  public var loss: Double
  /// Mean over the validation responses, of the averaged weights.
  public var validationLoss: Double
  /// Share of the validation responses, 0 … 1, whose label has the highest logit.
  public var validationAccuracy: Double
  /// Of its last step.
  public var learningRate: Float
  /// Mean over its steps, before clipping; steps that were dropped do not count.
  public var gradientNorm: Double
}
