import KDQuantize

/// The starts of `train`, side by side as far as the threads go.
///
/// A start does the same operations whether others go on beside it or not, and the best is chosen
/// in the order of the starts, so the result does not depend on the number of threads.
final class Restarts: @unchecked Sendable {
  private let configuration: StudentConfiguration
  private let options: TrainingOptions
  private let initial: FloatStudent?
  private let training: Corpus
  private let validation: Corpus
  private let count: Int
  private let host: TrainingHost
  private let begin: UInt64

  // All below is touched only while the lock is held.
  private let lock: TrainingHost.Lock
  private var next = 0
  private var isStopped = false
  private var hasDiverged = false
  private var store: CheckpointStore?
  private var fault: CheckpointError?
  /// By start, once it has begun, and once it has ended.
  private var statuses: [TrainingProgress?]
  private var results: [TrainingResult?]

  init(
    _ configuration: StudentConfiguration, _ training: [TrainingExample],
    _ validation: [TrainingExample],
    _ options: TrainingOptions, _ initial: FloatStudent?, _ checkpoints: CheckpointPlan?,
    _ host: TrainingHost
  ) {
    self.host = host
    begin = host.nanoseconds()
    lock = host.makeLock()
    self.configuration = configuration
    self.options = options
    self.initial = initial
    let labels = configuration.labels.count
    let temperature = DistillationLoss(options).temperature
    self.training = Corpus(training, labelCount: labels, temperature: temperature)
    self.validation = Corpus(validation, labelCount: labels, temperature: temperature)
    count = max(options.starts, 1)
    store = checkpoints.map { [count] in CheckpointStore($0, starts: count) }
    statuses = Array(repeating: nil, count: count)
    results = Array(repeating: nil, count: count)
  }

  func train(_ progress: (TrainingProgress) -> Bool) -> TrainingResult {
    let workers = min(max(options.threads, 1), count)
    withoutActuallyEscaping(progress) { progress in
      // Called under the lock only.
      nonisolated(unsafe) let progress = progress
      host.run(workers, threads: workers) { [self] _ in
        while let start = takeNext() { train(start, progress) }
      }
    }
    return best()
  }

  private func takeNext() -> Int? {
    locked {
      guard next < count && !mustEnd else { return nil }
      next += 1
      return next - 1
    }
  }

  private func train(_ start: Int, _ progress: (TrainingProgress) -> Bool) {
    var options = options
    // Far from the seeds that people choose; the first start is the plain seed.
    options.seed &+= UInt64(start) << 40
    let loop = EpochLoop(configuration, training, validation, options, initial, host)
    if goOn(loop, start) {
      loop.train(
        threads: threadsForOne, saveEvery: saveEvery, save: { save($0, of: start) }
      ) { status in
        locked { report(status, of: start, progress) }
      }
    }
    locked {
      results[start] = loop.result
      if loop.result.divergence != nil { hasDiverged = true }
    }
  }

  /// The value of `body`, which no other thread is in meanwhile.
  private func locked<Value>(_ body: () -> Value) -> Value {
    var value: Value?
    lock { value = body() }
    return value!
  }

  /// Whether no start may go on.
  private var mustEnd: Bool { isStopped || hasDiverged || fault != nil }

  private var saveEvery: Int? { locked { store?.plan.every } }

  /// Brings `loop` to where its start stood in the checkpoint, if it did.
  private func goOn(_ loop: EpochLoop, _ start: Int) -> Bool {
    keepingFault { () throws(CheckpointError) in
      guard let store, case let state = try store.state(of: start), !state.isEmpty else { return }
      try loop.restore(state, path: store.plan.path)
    }
  }

  private func save(_ loop: EpochLoop, of start: Int) -> Bool {
    let state = loop.saved
    return keepingFault { () throws(CheckpointError) in try store?.save(state, of: start) }
  }

  /// Runs `body` under the lock; false, and every start ends, when it or another fails.
  private func keepingFault(_ body: () throws(CheckpointError) -> Void) -> Bool {
    locked {
      do throws(CheckpointError) {
        try body()
      } catch { fault = fault ?? error }
      return fault == nil
    }
  }

  /// The threads divided among the starts that are left.
  private func threadsForOne() -> Int {
    let left = locked { results.count { $0 == nil } }
    return max(options.threads / min(left, max(options.threads, 1)), 1)
  }

  /// Passes on the status of the first start that still runs, with the figures of all.
  private func report(
    _ status: TrainingProgress, of start: Int, _ progress: (TrainingProgress) -> Bool
  ) -> Bool {
    statuses[start] = status
    if mustEnd { return false }
    let shown = (0...start).first { statuses[$0] != nil && results[$0] == nil } ?? start
    var merged = statuses[shown] ?? status
    merged.start = shown + 1
    merged.starts = count
    merged.elapsed = elapsed
    let responses = statuses.reduce(0) { $0 + ($1?.responses ?? 0) }
    merged.responsesPerSecond = Double(responses) / max(merged.elapsed, 1e-9)
    merged.share = (0..<count).reduce(0) { $0 + share($1) } / Double(count)
    isStopped = !progress(merged)
    return !isStopped
  }

  private var elapsed: Double { Double(host.nanoseconds() - begin) / 1e9 }

  /// Of the most epochs of a start, those that are done; all once it has ended.
  private func share(_ start: Int) -> Double {
    if results[start] != nil { return 1 }
    guard let status = statuses[start], status.epoch > 0 else { return 0 }
    let batch = Double(status.batch) / Double(max(status.batches, 1))
    return (Double(status.epoch - 1) + batch) / Double(max(status.epochs, 1))
  }

  /// The result with the least validation loss, the first of equals.
  private func best() -> TrainingResult {
    let ended = results.indices.compactMap { start in
      results[start].map { (start: start, result: $0) }
    }
    var (start, best) = ended[0]
    for other in ended.dropFirst() where other.result.leastLoss < best.leastLoss {
      (start, best) = other
    }
    best.bestStart = start + 1
    best.wasStopped = isStopped
    best.droppedSteps = ended.reduce(0) { $0 + $1.result.droppedSteps }
    best.checkpointFault = fault
    best.divergence = ended.lazy.compactMap { $0.result.divergence }.first
    best.epochsRun = ended.reduce(0) { $0 + $1.result.history.count }
    best.seconds = elapsed
    return best
  }
}
