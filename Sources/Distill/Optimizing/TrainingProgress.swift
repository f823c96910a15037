import KDQuantize

/// Where training stands, for a progress line; of several starts at once, the first is shown.
public struct TrainingProgress: Sendable {
  /// 1 … `starts`.
  public var start = 1
  public var starts = 1
  /// 1 … `epochs`; batches of this epoch done, of all.
  public var epoch = 0
  public var epochs = 0
  public var batch = 0
  public var batches = 0
  /// Mean training loss so far in this epoch.
  public var loss = 0.0
  /// Of the last finished epoch; NaN before the first.
  public var validationLoss = Double.nan
  public var validationAccuracy = Double.nan
  /// Training responses that this start has seen, each as often as it was seen.
  public var responses = 0
  /// Of the most epochs of all starts together, those that are done: 0 … 1.
  public var share = 0.0
  /// Training responses a second in all starts together, and seconds since the first began.
  public var responsesPerSecond = 0.0
  public var elapsed = 0.0
}

/// One finished epoch.
public struct TrainingEpoch: Sendable, Equatable {
  public var loss: Double
  public var validationLoss: Double
  public var validationAccuracy: Double
  /// Of its last step.
  public var learningRate: Float
  /// Mean over its steps, before clipping; steps that were dropped do not count.
  public var gradientNorm: Double
}

/// A trained student, and how it came to be.
public struct TrainingResult: Sendable {
  /// With the weights of `bestEpoch`.
  public var student: FloatStudent
  /// 1-based; 0 when training stopped before the first epoch ended.
  public var bestEpoch: Int
  /// 1-based: the start that the student comes from; `history` is that start's.
  public var bestStart = 1
  public var history: [TrainingEpoch]
  /// Of training at the int8 codes, when there was any; the student is the best of it.
  public var quantizedBestEpoch = 0
  public var quantizedHistory: [TrainingEpoch] = []
  /// Whether the progress callback stopped it.
  public var wasStopped: Bool
  /// Steps of all starts whose loss or gradient was not finite; they changed nothing.
  public var droppedSteps = 0
  /// Why a start gave up, which ends all of them; the student is the last good one.
  public var divergence: Divergence?
  /// Why a checkpoint could not be read or written, which ends all of them too.
  public var checkpointFault: CheckpointError?
  /// Finished epochs of all starts, and the seconds that they and all around them took.
  public var epochsRun = 0
  public var seconds = 0.0

  /// Takes over the student of training at its int8 codes, which went on from `self`.
  public mutating func goOn(with quantized: TrainingResult) {
    student = quantized.student
    quantizedBestEpoch = quantized.bestEpoch
    quantizedHistory = quantized.history
    wasStopped = quantized.wasStopped
    droppedSteps += quantized.droppedSteps
    divergence = quantized.divergence
    checkpointFault = quantized.checkpointFault
    epochsRun += quantized.epochsRun
    seconds += quantized.seconds
  }

  /// The validation loss of `bestEpoch`; infinite when no epoch has ended.
  var leastLoss: Double {
    bestEpoch > 0 ? history[bestEpoch - 1].validationLoss : .infinity
  }
}
