import KDCommon

/// Where a start stands between two steps: with its `AveragingOptimizer`, all that it needs to go on.
struct ResumableState: Equatable {
  /// Draws the order of each epoch from that of the epoch before.
  var shuffling: Random
  var order: [Int32]
  /// Of the epoch under way.
  var epoch = EpochSums()
  /// Finished epochs, and how many of the last brought no lower validation loss.
  var history: [TrainingEpoch] = []
  var worse = 0
  /// Steps up to the last one that were dropped, over the ends of epochs.
  var droppedInARow = 0
  /// The weights of `bestEpoch`, which is 0 before the first.
  var best: [Float] = []
  var bestEpoch = 0

  init(seed: UInt64, responses: Int) {
    shuffling = Random(seed: seed, stream: 1 << 32)
    order = (0..<Int32(responses)).map { $0 }
  }

  /// Begins an epoch with a new order.
  mutating func beginEpoch() {
    order.withUnsafeMutableBufferPointer { shuffling.shuffle($0) }
    epoch = EpochSums()
  }

  /// Ends an epoch; returns true when it has the least validation loss so far.
  mutating func endEpoch(_ finished: TrainingEpoch) -> Bool {
    let least = bestEpoch > 0 ? history[bestEpoch - 1].validationLoss : .infinity
    history.append(finished)
    epoch = EpochSums()
    guard finished.validationLoss < least else {
      worse += 1
      return false
    }
    worse = 0
    bestEpoch = history.count
    return true
  }

  /// Why training cannot go on after the last step, or nil.
  func divergence(stepsPerEpoch: Int) -> Divergence? {
    if droppedInARow >= Divergence.mostInARow {
      return Divergence(dropped: droppedInARow, of: nil)
    }
    if epoch.dropped > Divergence.most(ofEpoch: stepsPerEpoch) {
      return Divergence(dropped: epoch.dropped, of: stepsPerEpoch)
    }
    return nil
  }
}
