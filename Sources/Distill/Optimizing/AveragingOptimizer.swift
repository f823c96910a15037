import KDQuantize

/// Takes Adam's steps on one student, and keeps the moving average of its weights.
///
/// The average is what validation judges and what training returns: single steps of Adam jump
/// about the minimum, their mean lies nearer to it and does better on unseen responses.
package final class AveragingOptimizer {
  package let weights: Weights
  let average: Weights
  /// What the loss is taken at: the two above, or their int8 codes.
  private let served: Weights
  private let servedAverage: Weights
  private let options: TrainingOptions
  private let settings: BatchShard.Settings
  private let batch: BatchGradient
  private let adam: Adam
  /// Steps taken or dropped, and how many there can be at most.
  private var steps = 0
  private let mostSteps: Int
  private var batches = 0
  /// How often a plateau of the validation loss has halved the learning rate.
  var halvings = 0
  /// Of the last step; the gradient's is taken before clipping.
  private(set) var learningRate: Float = 0
  private(set) var gradientNorm = 0.0
  /// At most this many threads work on a batch; the result does not depend on it.
  var threads: Int {
    get { batch.threads }
    set { batch.threads = newValue }
  }
  package private(set) var droppedSteps = 0

  /// - Parameter corpora: the training's first, then those that are only evaluated.
  package init(
    _ student: FloatStudent, _ options: TrainingOptions, host: TrainingHost, corpora: [Corpus]
  ) {
    self.options = options
    mostSteps = options.epochs * options.stepCount(corpora[0].count)
    let widths = options.hiddenWeight > 0 ? corpora[0].states.map { $0.width } : []
    weights = Weights(student, hiddenWidths: widths)
    average = Weights(student, hiddenWidths: widths)
    settings = BatchShard.Settings(
      loss: DistillationLoss(options),
      penalty: options.shortcutPenalty > 0
        ? ShortcutPenalty(weight: options.shortcutPenalty, corpora[0]) : nil,
      hiddenWeight: options.hiddenWeight, dropout: options.dropout,
      wordDropout: options.wordDropout, words: student.configuration.words.count)
    let isQuantized = options.quantizesWeights
    served = isQuantized ? Weights(weights.shape) : weights
    servedAverage = isQuantized ? Weights(weights.shape) : average
    batch = BatchGradient(
      served, batchSize: options.batchSize, threads: options.threads, host: host, corpora: corpora)
    adam = Adam(weights.parameters.count)
    refresh(weights, served)
  }

  /// Brings up to date what follows from changed parameters.
  private func refresh(_ exact: Weights, _ served: Weights) {
    if served === exact { exact.refresh() } else { served.setQuantized(exact) }
  }

  /// One step on `examples`; returns their mean loss before it. A step whose loss or gradient is
  /// not finite changes nothing, is counted and returns nil.
  package func step(_ corpus: Corpus, _ examples: UnsafeBufferPointer<Int32>) -> Double? {
    // Streams of the draws of dropout, apart from those of the weights and of shuffling.
    let stream = UInt64(batches) + (1 << 33)
    let loss = batch.compute(corpus, examples, settings, seed: options.seed, stream: stream)
    let gradient = batch.gradient
    gradientNorm = norm(gradient.pointer, gradient.count)
    learningRate = options.schedule.rate(
      base: options.learningRate, step: steps, of: mostSteps, halvings: halvings)
    steps += 1
    batches += batch.batchCount(examples.count)
    let isTaken = loss.isFinite && gradientNorm.isFinite
    if isTaken {
      if let limit = options.clipNorm {
        clip(gradient.pointer, gradient.count, norm: gradientNorm, limit: limit)
      }
      adam.step(
        weights.parameters.pointer, gradient: gradient.pointer,
        learningRate: learningRate, weightDecay: options.weightDecay)
      refresh(weights, served)
      moveAverage()
    } else {
      droppedSteps += 1
    }
    batch.clearEmbeddingGradient()
    return isTaken ? loss : nil
  }

  /// average += (1 − d) · (weights − average); d grows to its value over the first steps, so that
  /// the random start is soon forgotten.
  private func moveAverage() {
    let decay = min(options.averageDecay, Float(steps) / Float(steps + 10))
    let target = average.parameters.pointer
    let source = weights.parameters.pointer
    let share = SIMD4<Float>(repeating: 1 - decay)
    let count = weights.parameters.count
    var i = 0
    while i + 4 <= count {
      let old = SIMD4<Float>.load(target + i)
      (old + share * (SIMD4<Float>.load(source + i) - old)).store(target + i)
      i += 4
    }
    while i < count {
      target[i] += (1 - decay) * (source[i] - target[i])
      i += 1
    }
  }

  /// The averaged weights as they are served.
  var result: [Float] {
    refresh(average, servedAverage)
    return servedAverage.array
  }

  /// Mean loss and accuracy of the averaged weights.
  func evaluate(_ corpus: Corpus) -> (loss: Double, accuracy: Double) {
    refresh(average, servedAverage)
    return batch.evaluate(corpus, servedAverage, settings.loss)
  }

  /// Whether every averaged weight is a number.
  var isFinite: Bool {
    (0..<average.parameters.count).allSatisfy { average.parameters.pointer[$0].isFinite }
  }

  /// All that differs from a new optimizer of the same student and options.
  func save(_ writer: inout CheckpointWriter) {
    writer.add(weights.parameters)
    writer.add(average.parameters)
    adam.save(&writer)
    for count in [steps, batches, halvings, droppedSteps] { writer.add(count) }
    writer.add(Double(learningRate))
  }

  func restore(_ reader: inout CheckpointReader) throws(CheckpointError) {
    try reader.fill(weights.parameters)
    try reader.fill(average.parameters)
    refresh(weights, served)
    try adam.restore(&reader)
    steps = try reader.integer(0...Int.max)
    batches = try reader.integer(0...Int.max / 2)
    halvings = try reader.integer(0...Int.max)
    droppedSteps = try reader.integer(0...steps)
    learningRate = Float(try reader.number())
  }
}
