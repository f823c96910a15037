import Dispatch

/// Fills `TrainingProgress` and says when the next report is due.
struct ProgressClock {
  var status = TrainingProgress()
  private let start = DispatchTime.now().uptimeNanoseconds
  private var last: UInt64
  private var responses = 0

  init(epochs: Int, batches: Int) {
    status.epochs = epochs
    status.batches = batches
    last = start
  }

  mutating func finishBatch(epoch: Int, batch: Int, loss: Double, responses count: Int) {
    status.epoch = epoch
    status.batch = batch
    status.loss = loss
    responses += count
  }

  /// Five times a second, so that a stop is soon heard.
  var isDue: Bool { DispatchTime.now().uptimeNanoseconds - last > 200_000_000 }

  /// Calls `progress` and passes on its answer.
  mutating func report(_ progress: (TrainingProgress) -> Bool) -> Bool {
    last = DispatchTime.now().uptimeNanoseconds
    status.elapsed = Double(last - start) / 1e9
    status.responsesPerSecond = Double(responses) / max(status.elapsed, 1e-9)
    return progress(status)
  }
}
