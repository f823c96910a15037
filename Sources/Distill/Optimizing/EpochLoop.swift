import KDQuantize

/// One start of `train`: shuffled epochs of batches, and early stopping.
final class EpochLoop {
  private let options: TrainingOptions
  private let training: Corpus
  private let validation: Corpus
  private let stepsPerEpoch: Int
  private let optimizer: AveragingOptimizer
  private var state: ResumableState
  /// Responses since the last checkpoint.
  private var unsaved = 0
  private var clock: ProgressClock
  private(set) var result: TrainingResult

  init(
    _ configuration: StudentConfiguration, _ training: Corpus, _ validation: Corpus,
    _ options: TrainingOptions, _ initial: FloatStudent?, _ host: TrainingHost
  ) {
    self.options = options
    self.training = training
    self.validation = validation
    var student = FloatStudent.random(
      configuration, seed: options.seed, embeddingScale: options.embeddingScale)
    if let initial { student.take(from: initial) }
    optimizer = AveragingOptimizer(student, options, host: host, corpora: [training, validation])
    state = ResumableState(seed: options.seed, responses: training.count)
    stepsPerEpoch = options.stepCount(training.count)
    clock = ProgressClock(epochs: options.epochs, batches: stepsPerEpoch, host: host)
    result = TrainingResult(student: student, bestEpoch: 0, history: [], wasStopped: false)
  }

  /// Where the start stands; between two steps.
  var saved: [UInt8] {
    var writer = CheckpointWriter()
    optimizer.save(&writer)
    state.save(&writer)
    return writer.bytes
  }

  /// Goes back to where a start of the same data and options stood when it was saved.
  func restore(_ bytes: [UInt8], path: String) throws(CheckpointError) {
    var reader = CheckpointReader(bytes[...], path: path)
    try optimizer.restore(&reader)
    try state.restore(
      &reader, stepsPerEpoch: stepsPerEpoch, parameters: result.student.parameters.count)
    try reader.end()
  }

  /// - Parameters:
  ///   - threads: Asked at each epoch how many threads it may use.
  ///   - save: Called after every so many responses, and at the end; false when training must end.
  func train(
    threads: () -> Int, saveEvery: Int? = nil, save: (EpochLoop) -> Bool = { _ in true },
    _ progress: (TrainingProgress) -> Bool
  ) {
    while training.count > 0 && state.history.count < options.epochs
      && state.worse < options.patience && result.divergence == nil && !result.wasStopped
    {
      if state.epoch.steps == 0 { state.beginEpoch() }
      optimizer.threads = threads()
      guard runEpoch(saveEvery ?? .max, save, progress) else { break }
      validate()
      result.wasStopped = !clock.report(progress)
    }
    if saveEvery != nil && result.divergence == nil && !result.wasStopped { _ = save(self) }
    result.droppedSteps = optimizer.droppedSteps
    result.history = state.history
    result.bestEpoch = state.bestEpoch
    if state.bestEpoch > 0 {
      result.student.parameters = state.best
    } else if optimizer.isFinite {
      result.student.parameters = optimizer.result
    }
  }

  /// The rest of the epoch under way; false when training cannot go on or `progress` said stop.
  private func runEpoch(
    _ saveEvery: Int, _ save: (EpochLoop) -> Bool, _ progress: (TrainingProgress) -> Bool
  ) -> Bool {
    while state.epoch.steps < stepsPerEpoch {
      let count = step()
      result.divergence = state.divergence(stepsPerEpoch: stepsPerEpoch)
      if result.divergence != nil { return false }
      clock.finishBatch(
        epoch: state.history.count + 1, batch: state.epoch.steps, loss: state.epoch.meanLoss,
        responses: count)
      unsaved += count
      if unsaved >= saveEvery {
        unsaved = 0
        guard save(self) else { return false }
      }
      if clock.isDue && !clock.report(progress) {
        result.wasStopped = true
        return false
      }
    }
    return true
  }

  /// Takes or drops a step; returns its responses.
  private func step() -> Int {
    let first = state.epoch.steps * options.stepSize
    let count = min(options.stepSize, training.count - first)
    let loss = state.order.withUnsafeBufferPointer {
      optimizer.step(training, UnsafeBufferPointer(rebasing: $0[first..<first + count]))
    }
    if let loss {
      state.epoch.add(loss: loss, norm: optimizer.gradientNorm, responses: count)
      state.droppedInARow = 0
    } else {
      state.epoch.addDropped()
      state.droppedInARow += 1
    }
    return count
  }

  /// Judges the epoch that has ended, and keeps the weights when they are the best.
  private func validate() {
    let (loss, accuracy) = optimizer.evaluate(validation)
    clock.status.validationLoss = loss
    clock.status.validationAccuracy = accuracy
    let finished = TrainingEpoch(
      loss: state.epoch.meanLoss, validationLoss: loss, validationAccuracy: accuracy,
      learningRate: optimizer.learningRate, gradientNorm: state.epoch.meanNorm)
    if state.endEpoch(finished) {
      state.best = optimizer.result
    } else if options.schedule.kind == .plateau
      && state.worse % LearningRateSchedule.plateauPatience == 0
    {
      optimizer.halvings += 1
    }
  }
}
