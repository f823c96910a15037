import KDQuantize

/// Trains a student on `training`, keeping the weights with the least loss on `validation`.
///
/// The loss is `options.loss`, by default CE(label) + λ · CE(teacher). The same configuration, examples and options give the
/// same bytes for any number of threads.
///
/// `options.starts` runs are made, each from its own initial weights; the student of the run with
/// the least validation loss is the result.
///
/// - Parameter progress: Called a few times a second and at the end of each epoch, on any thread
///   but never on two at once. When it returns false, training stops with the best weights so far;
///   before the first epoch has ended, those of the last batch.
/// - Precondition: Every example has a token, and labels and soft labels fit the configuration.
public func train(
  _ configuration: StudentConfiguration, training: [Example], validation: [Example],
  options: TrainingOptions, progress: (TrainingProgress) -> Bool
) -> TrainingResult {
  Starts(configuration, training, validation, options).run(progress)
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
  /// Norms of the gradients of this epoch's steps.
  private var norms = (sum: 0.0, count: 0)
  private(set) var result: TrainingResult

  init(
    _ configuration: StudentConfiguration, _ training: Corpus, _ validation: Corpus,
    _ options: TrainingOptions
  ) {
    self.options = options
    self.training = training
    self.validation = validation
    let student = FloatStudent.random(
      configuration, seed: options.seed, embeddingScale: options.embeddingScale)
    optimizer = Optimizer(student, options, corpora: [training, validation])
    order = .allocate(capacity: max(training.count, 1))
    for i in 0..<training.count { order[i] = Int32(i) }
    clock = ProgressClock(
      epochs: options.epochs,
      batches: options.stepCount(training.count))
    result = TrainingResult(student: student, bestEpoch: 0, history: [], wasStopped: false)
  }

  deinit { order.deallocate() }

  /// - Parameter threads: Asked at each epoch how many threads it may use.
  func run(threads: () -> Int, _ progress: (TrainingProgress) -> Bool) {
    var shuffling = Random(seed: options.seed, stream: 1 << 32)
    var worse = 0
    for epoch in 1...max(options.epochs, 1) where training.count > 0 && worse < options.patience {
      shuffling.shuffle(UnsafeMutableBufferPointer(rebasing: order[0..<training.count]))
      optimizer.threads = threads()
      guard runEpoch(epoch, progress) else {
        result.wasStopped = true
        break
      }
      worse = validate(epoch) ? 0 : worse + 1
      if options.schedule.kind == .plateau && worse > 0
        && worse % LearningRateSchedule.plateauPatience == 0
      {
        optimizer.halvings += 1
      }
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
    norms = (0, 0)
    for batch in 0..<clock.status.batches {
      let first = batch * options.stepSize
      let count = min(options.stepSize, training.count - first)
      let skipped = optimizer.skippedBatches
      let loss = optimizer.step(
        training, UnsafeBufferPointer(rebasing: order[first..<first + count]))
      total += loss * Double(count)
      if optimizer.skippedBatches == skipped {
        norms = (norms.sum + optimizer.gradientNorm, norms.count + 1)
      }
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
        loss: clock.status.loss, validationLoss: loss, validationAccuracy: accuracy,
        learningRate: optimizer.learningRate,
        gradientNorm: norms.sum / Double(max(norms.count, 1))))
    guard loss < bestLoss else { return false }
    bestLoss = loss
    best = optimizer.average.array
    result.bestEpoch = epoch
    return true
  }
}
