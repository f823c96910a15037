import KDSystem

/// Fills `TrainingProgress` and says when the next report is due.
struct ProgressClock {
  var status = TrainingProgress()
  private var last = Clock.now()

  init(epochs: Int, batches: Int) {
    status.epochs = epochs
    status.batches = batches
  }

  mutating func finishBatch(epoch: Int, batch: Int, loss: Double, responses count: Int) {
    status.epoch = epoch
    status.batch = batch
    status.loss = loss
    status.responses += count
  }

  /// Five times a second, so that a stop is soon heard.
  var isDue: Bool { Clock.now() - last > 200_000_000 }

  /// Calls `progress` and passes on its answer.
  mutating func report(_ progress: (TrainingProgress) -> Bool) -> Bool {
    last = Clock.now()
    return progress(status)
  }
}
