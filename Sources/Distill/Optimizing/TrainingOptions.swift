/// What shapes a training run; the defaults are those of the command line.
///
/// Every lever applies to all data alike. Against the plain recipe (PyTorch's initial weights and
/// dropout alone) they raise held-out accuracy and QWK; docs/RESULTS.md has the figures.
public struct TrainingOptions: Sendable {
  /// How label and teacher are put together.
  public enum Loss: String, Sendable, CaseIterable {
    /// CE(label) + λ · CE(teacher), Latif et al.
    case crossEntropy = "ce"
    /// (1 − α) · CE(label) + α · T² · KL(teacher ‖ student), both at temperature T; Hinton et al.
    case divergence = "kl"
  }
  /// How label and teacher are put together.
  public var loss = Loss.crossEntropy
  /// Weight λ of the teacher's soft labels in `crossEntropy`; 0 is plain training.
  public var lambda: Float = 1
  /// Weight α of the teacher in `divergence`, 0 … 1.
  public var alpha: Float = 0.5
  /// Temperature T of `divergence`, above 0.
  public var temperature: Float = 1
  /// Weight of KL(mean prediction of a batch ‖ share of each label), `ShortcutPenalty`.
  public var shortcutPenalty: Float = 0
  /// Weight of the distance from the teachers' hidden states, where the examples have any.
  public var hiddenWeight: Float = 1
  /// Decides the initial weights, the order of the responses and the dropout.
  public var seed: UInt64 = 0
  /// Runs from different initial weights, of which the best on validation is kept.
  public var starts = 2
  /// Most passes over the training responses.
  public var epochs = 60
  /// Stops after this many epochs without a lower validation loss.
  public var patience = 10
  /// Adam's, before the schedule.
  public var learningRate: Float = 3e-3
  /// How the learning rate changes over the steps.
  public var schedule = LearningRateSchedule()
  /// Responses of a batch, at least 1.
  public var batchSize = 32
  /// Batches whose gradients are added before a step; memory stays that of one.
  public var accumulate = 1
  /// Longer gradients are scaled down to this norm; `nil`: never.
  public var clipNorm: Float?
  /// Rate of dropout of embedded tokens, of the pooled vector and of the dense layer.
  public var dropout: Float = 0.3
  /// Probability that a word is read as an unknown one, in training: the student learns what
  /// unknown words look like, and not to lean on a single word.
  public var wordDropout: Float = 0.15
  /// Deviation of the initial embedding. PyTorch's 1 gives rare words, which training hardly
  /// moves, a loud random voice.
  public var embeddingScale: Float = 0.5
  /// All weights shrink by this share of the learning rate in a step (AdamW).
  public var weightDecay: Float = 0.05
  /// Decay of the moving average of the weights over steps; the average is the student.
  public var averageDecay: Float = 0.99
  /// Whether the loss is taken at the weights' int8 codes (`fakeQuantize`), which are the result.
  public var quantizesWeights = false
  /// At most this many threads, shared out among the starts first, then within each batch; the
  /// result does not depend on it.
  public var threads = 1

  /// The defaults of the command line.
  public init() {}

  /// Responses of a step, and steps of an epoch of `count` responses.
  var stepSize: Int { batchSize * accumulate }
  func stepCount(_ count: Int) -> Int { (count + stepSize - 1) / stepSize }
}
