/// What shapes a training run; the defaults are those of the command line.
public struct TrainingOptions: Sendable {
  /// Weight λ of the teacher's soft labels in the loss; 0 is plain training.
  public var lambda: Float = 1
  public var seed: UInt64 = 0
  public var epochs = 60
  /// Stops after this many epochs without a lower validation loss.
  public var patience = 8
  public var learningRate: Float = 3e-3
  public var batchSize = 32
  public var dropout: Float = 0.3
  /// At most this many threads; the result does not depend on it.
  public var threads = 1

  public var inputDropout: Float = 0.3
  public var wordDropout: Float = 0
  public var sharing = true
  public var smoothing: Float = 0
  public var embeddingScale: Float = 1
  public var averageDecay: Float = 0
  public var clip: Float = 0
  public var weightDecay: Float = 0
  public var finalRate: Float = 1
  public var schedule = 0

  public init() {}
}
