import KDQuantize

/// A trained student, and how it came to be.
public struct TrainingResult: Sendable {
  /// With the weights of `bestEpoch`.
  public var student: FloatStudent
  /// 1-based; 0 when training stopped before the first epoch ended.
  public var bestEpoch: Int
  /// 1-based: the start that the student comes from; `history` is that start's.
  public var bestStart = 1
  /// Finished epochs, in order.
  public var history: [TrainingEpoch]
  /// Of training at the int8 codes, when there was any; the student is the best of it.
  public var quantizedBestEpoch = 0
  /// Finished epochs of training at the int8 codes.
  public var quantizedHistory: [TrainingEpoch] = []
  /// Whether the progress callback stopped it.
  public var wasStopped: Bool
  /// Steps of all starts whose loss or gradient was not finite; they changed nothing.
  public var droppedSteps = 0
  /// Why a start gave up, which ends all of them; the student is the last good one.
  public var divergence: Divergence?
  /// Why a checkpoint could not be read or written, which ends all of them too.
  public var checkpointFault: CheckpointError?
  /// Finished epochs of all starts.
  public var epochsRun = 0
  /// What they and all around them took.
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
