import KDQuantize

/// Trains a student on `training`, keeping the weights with the least loss on `validation`.
///
/// The loss is CE(label) + λ · CE(teacher). The same configuration, examples and options give the
/// same bytes for any number of threads.
///
/// `options.starts` runs are made, each from its own initial weights; the student of the run with
/// the least validation loss is the result.
///
/// - Parameter progress: Called a few times a second and at the end of each epoch. When it returns
///   false, training stops with the best weights so far; before the first epoch has ended, those
///   of the last batch.
/// - Precondition: Every example has a token, and labels and soft labels fit the configuration.
public func train(
  _ configuration: StudentConfiguration, training: [Example], validation: [Example],
  options: TrainingOptions, progress: (TrainingProgress) -> Bool
) -> TrainingResult {
  var best: TrainingResult?
  var elapsed = 0.0
  for start in 1...max(options.starts, 1) {
    var options = options
    // Far from the seeds that people choose; the first start is the plain seed.
    options.seed &+= UInt64(start - 1) << 40
    var last = 0.0
    let run = TrainingRun(configuration, training, validation, options)
    run.run { status in
      var status = status
      status.start = start
      status.starts = options.starts
      last = status.elapsed
      status.elapsed += elapsed
      return progress(status)
    }
    elapsed += last
    var result = run.result
    result.bestStart = start
    if let before = best, before.leastLoss <= result.leastLoss {
      best?.wasStopped = result.wasStopped
      best?.skippedBatches += result.skippedBatches
    } else {
      result.skippedBatches += best?.skippedBatches ?? 0
      best = result
    }
    if result.wasStopped { break }
  }
  return best!
}

/// One start of `train`: shuffled epochs of batches, and early stopping.
final class TrainingRun {
  private let options: TrainingOptions
  private let training: Corpus
  private let validation: Corpus
  private let optimizer: Optimizer
  private let order: UnsafeMutableBufferPointer<Int32>
  private var clock: ProgressClock
  private var best: [Float] = []
  private var bestLoss = Double.infinity
  private(set) var result: TrainingResult

  init(
    _ configuration: StudentConfiguration, _ training: [Example], _ validation: [Example],
    _ options: TrainingOptions
  ) {
    self.options = options
    let labels = configuration.labels.count
    self.training = Corpus(training, labelCount: labels)
    self.validation = Corpus(validation, labelCount: labels)
    let student = FloatStudent.random(
      configuration, seed: options.seed, embeddingScale: options.embeddingScale)
    optimizer = Optimizer(student, options, corpora: [self.training, self.validation])
    order = .allocate(capacity: max(training.count, 1))
    for i in 0..<training.count { order[i] = Int32(i) }
    clock = ProgressClock(
      epochs: options.epochs,
      batches: (training.count + options.batchSize - 1) / options.batchSize)
    result = TrainingResult(student: student, bestEpoch: 0, history: [], wasStopped: false)
  }

  deinit { order.deallocate() }

  func run(_ progress: (TrainingProgress) -> Bool) {
    var shuffling = Random(seed: options.seed, stream: 1 << 32)
    var worse = 0
    for epoch in 1...max(options.epochs, 1) where training.count > 0 && worse < options.patience {
      shuffling.shuffle(UnsafeMutableBufferPointer(rebasing: order[0..<training.count]))
      guard runEpoch(epoch, progress) else {
        result.wasStopped = true
        break
      }
      worse = validate(epoch) ? 0 : worse + 1
      guard clock.report(progress) else {
        result.wasStopped = true
        break
      }
    }
    result.skippedBatches = optimizer.skippedBatches
    if result.bestEpoch > 0 {
      result.student.parameters = best
    } else if optimizer.isFinite {
      result.student.parameters = optimizer.average.array
    }
  }

  /// False when `progress` said stop.
  private func runEpoch(_ epoch: Int, _ progress: (TrainingProgress) -> Bool) -> Bool {
    var total = 0.0
    for batch in 0..<clock.status.batches {
      let first = batch * options.batchSize
      let count = min(options.batchSize, training.count - first)
      let loss = optimizer.step(
        training, UnsafeBufferPointer(rebasing: order[first..<first + count]))
      total += loss * Double(count)
      clock.finishBatch(
        epoch: epoch, batch: batch + 1, loss: total / Double(first + count), responses: count)
      if clock.isDue && !clock.report(progress) { return false }
    }
    return true
  }

  /// True when this epoch has the least validation loss so far.
  private func validate(_ epoch: Int) -> Bool {
    let (loss, accuracy) = optimizer.evaluate(validation)
    clock.status.validationLoss = loss
    clock.status.validationAccuracy = accuracy
    result.history.append(
      TrainingEpoch(
        loss: clock.status.loss, validationLoss: loss, validationAccuracy: accuracy))
    guard loss < bestLoss else { return false }
    bestLoss = loss
    best = optimizer.average.array
    result.bestEpoch = epoch
    return true
  }
}
