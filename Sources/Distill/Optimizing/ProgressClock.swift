/// Fills `TrainingProgress` and says when the next report is due.
struct ProgressClock {
  var status = TrainingProgress()
  private let host: TrainingHost
  private var last: UInt64

  init(epochs: Int, batches: Int, host: TrainingHost) {
    self.host = host
    last = host.nanoseconds()
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
  var isDue: Bool { host.nanoseconds() - last > 200_000_000 }

  /// Calls `progress` and passes on its answer.
  mutating func report(_ progress: (TrainingProgress) -> Bool) -> Bool {
    last = host.nanoseconds()
    return progress(status)
  }
}
