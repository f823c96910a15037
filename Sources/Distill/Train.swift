import Dispatch
import KDQuantize

/// Trains a student on `training`, keeping the weights with the least loss on `validation`.
///
/// The loss is CE(label) + λ · CE(teacher). The same configuration, examples and options give the
/// same bytes for any number of threads. `progress` is called at least every second and at the
/// end of each epoch; when it returns false, training stops with the best weights so far (of the
/// last finished epoch that was best, or as they stand when no epoch has ended).
public func train(
  _ configuration: StudentConfiguration, training: [Example], validation: [Example],
  options: TrainingOptions, progress: (TrainingProgress) -> Bool
) -> TrainingResult {
  let run = TrainingRun(configuration, training, validation, options)
  run.run(progress)
  return run.result
}

/// One call of `train`.
final class TrainingRun {
  private let configuration: StudentConfiguration
  private let options: TrainingOptions
  private let training: Corpus
  private let validation: Corpus
  private let weights: Weights
  private let average: Weights
  private let batch: BatchGradient
  private let adam: Adam
  private let settings: Shard.Settings
  private let order: UnsafeMutableBufferPointer<Int32>
  private var step = 0
  private var status = TrainingProgress()
  private let start = DispatchTime.now().uptimeNanoseconds
  private var lastReport: UInt64 = 0
  private var responses = 0
  private var best: [Float]
  private var bestLoss = Double.infinity
  private(set) var result: TrainingResult

  init(
    _ configuration: StudentConfiguration, _ training: [Example], _ validation: [Example],
    _ options: TrainingOptions
  ) {
    self.configuration = configuration
    self.options = options
    let labels = configuration.labels.count
    self.training = Corpus(training, labelCount: labels)
    self.validation = Corpus(validation, labelCount: labels)
    let student = FloatStudent.random(
      configuration, seed: options.seed, embeddingScale: options.embeddingScale)
    weights = Weights(student)
    average = Weights(student)
    batch = BatchGradient(
      weights, batchSize: options.batchSize, threads: options.threads,
      corpora: [self.training, self.validation])
    adam = Adam(weights.parameters.count)
    var settings = Shard.Settings(loss: DistillationLoss(lambda: options.lambda, smoothing: options.smoothing))
    settings.inputDropout = options.inputDropout > 0 ? Dropout(rate: options.inputDropout) : nil
    settings.headDropout = options.dropout > 0 ? Dropout(rate: options.dropout) : nil
    settings.wordDropout = options.wordDropout > 0 ? Dropout(rate: options.wordDropout) : nil
    settings.sharing = options.sharing
    settings.words = configuration.words.count
    self.settings = settings
    order = .allocate(capacity: max(training.count, 1))
    best = student.parameters
    result = TrainingResult(student: student, bestEpoch: 0, history: [], wasStopped: false)
    status.epochs = options.epochs
    status.batches = (training.count + options.batchSize - 1) / options.batchSize
  }

  deinit { order.deallocate() }

  func run(_ progress: (TrainingProgress) -> Bool) {
    for i in 0..<training.count { order[i] = Int32(i) }
    var shuffling = Random(seed: options.seed, stream: 1 << 32)
    var worse = 0
    for epoch in 1...max(options.epochs, 1) where training.count > 0 {
      status.epoch = epoch
      shuffling.shuffle(UnsafeMutableBufferPointer(rebasing: order[0..<training.count]))
      guard runEpoch(progress) else {
        result.wasStopped = true
        break
      }
      if finishEpoch(epoch) { worse = 0 } else { worse += 1 }
      if !report(progress, isDue: true) {
        result.wasStopped = true
        break
      }
      if worse >= options.patience { break }
    }
    result.student.parameters = result.bestEpoch == 0 ? weights.array : best
  }

  private func runEpoch(_ progress: (TrainingProgress) -> Bool) -> Bool {
    var total = 0.0
    for number in 0..<status.batches {
      let first = number * options.batchSize
      let count = min(options.batchSize, training.count - first)
      let examples = UnsafeBufferPointer(rebasing: order[first..<first + count])
      let loss = batch.compute(
        training, examples, settings, seed: options.seed, stream: UInt64(step) + (1 << 33))
      update()
      batch.clearEmbeddingGradient(used: count)
      total += loss * Double(count)
      responses += count
      status.batch = number + 1
      status.loss = total / Double(first + count)
      guard report(progress, isDue: false) else { return false }
    }
    return true
  }

  private func update() {
    step += 1
    if options.clip > 0 { clip() }
    var rate = options.learningRate
    let total = Double(options.epochs * status.batches)
    let share = Double(step) / total
    if options.schedule == 1 { rate *= Float(1 - share * Double(1 - options.finalRate)) }
    adam.step(weights.parameters.pointer, gradient: batch.gradient.pointer, learningRate: rate)
    if options.weightDecay > 0 {
      let keep = 1 - rate * options.weightDecay
      for i in 0..<weights.parameters.count { weights.parameters.pointer[i] *= keep }
    }
    weights.refresh()
    if options.averageDecay > 0 {
      let keep = min(options.averageDecay, Float(step) / Float(step + 10))
      let p = weights.parameters.pointer
      let a = average.parameters.pointer
      for i in 0..<weights.parameters.count { a[i] += (1 - keep) * (p[i] - a[i]) }
    }
  }

  private func clip() {
    let g = batch.gradient.pointer
    var sum = SIMD4<Float>(repeating: 0)
    var i = 0
    while i + 4 <= batch.gradient.count { let x = SIMD4<Float>.load(g + i); sum += x * x; i += 4 }
    let norm = FloatMath.squareRoot(sum[0] + sum[1] + sum[2] + sum[3])
    if norm > options.clip {
      let f = options.clip / norm
      for i in 0..<batch.gradient.count { g[i] *= f }
    }
  }

  /// Validation; true when this epoch is the best.
  private func finishEpoch(_ epoch: Int) -> Bool {
    let judged = options.averageDecay > 0 ? average : weights
    judged.refresh()
    let (loss, accuracy) = batch.evaluate(validation, judged, settings.loss)
    status.validationLoss = loss
    status.validationAccuracy = accuracy
    result.history.append(
      TrainingEpoch(loss: status.loss, validationLoss: loss, validationAccuracy: accuracy))
    guard loss < bestLoss else { return false }
    bestLoss = loss
    best = judged.array
    result.bestEpoch = epoch
    return true
  }

  private func report(_ progress: (TrainingProgress) -> Bool, isDue: Bool) -> Bool {
    let now = DispatchTime.now().uptimeNanoseconds
    guard isDue || now - lastReport > 200_000_000 else { return true }
    lastReport = now
    status.elapsed = Double(now - start) / 1e9
    status.responsesPerSecond = Double(responses) / max(status.elapsed, 1e-9)
    return progress(status)
  }
}
