import KDCommon
import KDQuantize

/// Losses of examples and gradients of mini-batches, on four fixed shards.
package final class BatchGradient: @unchecked Sendable {
  static let shardCount = 4

  package let weights: Weights
  var threads: Int
  let host: TrainingHost
  let shards: [BatchShard]
  let shardSize: Int
  let batchSize: Int
  /// Shards of the last batch, and whether that batch is all that `gradient` holds.
  var used = 0
  private var isWhole = true
  /// Rows of the batch: by length, and as they lie in the shards.
  private let order: UnsafeMutableBufferPointer<Int32>
  let dealt: UnsafeMutableBufferPointer<Int32>
  /// Of choice questions: where each row of the corpus lies in `dealt`.
  private let places: UnsafeMutableBufferPointer<Int32>
  let choice: ChoiceLoss?
  /// [labels]: the mean prediction of a batch, then the slopes of the penalty by it.
  private let predictions: FloatBuffer
  /// By all parameters; rows of the embedding that no example used are zero.
  package let gradient: FloatBuffer

  package init(
    _ weights: Weights, batchSize: Int, threads: Int, host: TrainingHost, corpora: [Corpus]
  ) {
    self.weights = weights
    self.host = host
    self.threads = threads
    let mostRows = corpora.map { $0.mostRows }.max() ?? 1
    let most = max(batchSize, 1) * mostRows
    let size = (most + Self.shardCount - 1) / Self.shardCount
    let tokens = corpora.map { $0.lengths.prefix(size).reduce(0, +) }.max() ?? 0
    let steps = corpora.map { $0.lengths.first ?? 0 }.max() ?? 0
    shards = (0..<Self.shardCount).map { _ in
      BatchShard(weights.shape, responses: size, tokens: max(tokens, 1), steps: max(steps, 1))
    }
    shardSize = size
    self.batchSize = max(batchSize, 1)
    let isChoice = corpora.contains { $0.isChoice }
    choice = isChoice ? ChoiceLoss(options: mostRows) : nil
    places = .allocate(capacity: isChoice ? corpora.map { $0.rowCount }.max() ?? 0 : 0)
    order = .allocate(capacity: most)
    dealt = .allocate(capacity: size * Self.shardCount)
    predictions = FloatBuffer(weights.shape.labels)
    gradient = FloatBuffer(weights.parameters.count)
  }

  deinit {
    order.deallocate()
    dealt.deallocate()
    places.deallocate()
  }

  /// Mean loss of `examples`, and its gradient in `gradient`.
  ///
  /// More examples than a batch holds are taken a batch at a time, and the gradients added: the
  /// mean is over all. `stream` names the first batch's draws of dropout, `stream` + 1 the next's.
  package func compute(
    _ corpus: Corpus, _ examples: UnsafeBufferPointer<Int32>, _ settings: BatchShard.Settings,
    seed: UInt64, stream: UInt64
  ) -> Double {
    var total = 0.0
    for batch in 0..<batchCount(examples.count) {
      let first = batch * batchSize
      let count = min(batchSize, examples.count - first)
      total += add(
        corpus, UnsafeBufferPointer(rebasing: examples[first..<first + count]), settings,
        scale: 1 / Float(examples.count), seed: seed, stream: stream + UInt64(batch),
        isFirst: batch == 0)
    }
    isWhole = examples.count <= batchSize
    return total / Double(examples.count)
  }

  /// How many batches `examples` examples take.
  func batchCount(_ examples: Int) -> Int { (examples + batchSize - 1) / batchSize }

  /// Sum of the losses of one batch, and `scale` times their gradients added to `gradient`.
  private func add(
    _ corpus: Corpus, _ examples: UnsafeBufferPointer<Int32>, _ settings: BatchShard.Settings,
    scale: Float, seed: UInt64, stream: UInt64, isFirst: Bool
  ) -> Double {
    let count = deal(corpus, examples)
    var extra = 0.0
    // A penalty, or a choice, needs what all shards predict before the first goes back.
    let isInTwo = settings.penalty != nil || corpus.isChoice
    host.run(used, threads: threads) { [self] s in
      let size = self.size(ofShard: s, count)
      var random = Random(seed: seed, stream: stream &* UInt64(Self.shardCount) &+ UInt64(s))
      shards[s].forward(
        corpus, dealt.baseAddress! + s * shardSize, size, weights, settings,
        scale: scale, random: &random)
      if !isInTwo { shards[s].backward(weights) }
    }
    if corpus.isChoice {
      extra = choose(corpus, examples, settings.loss, scale: scale)
      host.run(used, threads: threads) { [self] s in shards[s].backward(weights) }
    } else if let penalty = settings.penalty {
      extra = Double(count) * penalize(penalty, count: count)
      host.run(used, threads: threads) { [self] s in
        shards[s].addToGradient(slopes: predictions.pointer, scale: scale)
        shards[s].backward(weights)
      }
    }
    reduce(isFirst: isFirst)
    return shards[..<used].reduce(extra) { $0 + $1.loss }
  }

  /// Cuts the rows of `examples` into shards; returns how many rows there are.
  func deal(_ corpus: Corpus, _ examples: UnsafeBufferPointer<Int32>) -> Int {
    var count = 0
    for example in examples {
      for row in corpus.rowOffsets[Int(example)]..<corpus.rowOffsets[Int(example) + 1] {
        order[count] = row
        count += 1
      }
    }
    corpus.sortByLength(UnsafeMutableBufferPointer(rebasing: order[0..<count]))
    // Dealt like cards: every shard is sorted, and the work is even.
    for i in 0..<count {
      let place = (i % Self.shardCount) * shardSize + i / Self.shardCount
      dealt[place] = order[i]
      if corpus.isChoice { places[Int(order[i])] = Int32(place) }
    }
    used = min(count, Self.shardCount)
    return count
  }

  func size(ofShard s: Int, _ count: Int) -> Int {
    (count - s + Self.shardCount - 1) / Self.shardCount
  }

  /// Sum of the losses of choice questions whose options the shards have read, and the gradients
  /// by their logits.
  func choose(
    _ corpus: Corpus, _ examples: UnsafeBufferPointer<Int32>, _ loss: DistillationLoss,
    scale: Float
  ) -> Double {
    choice!(corpus, examples, loss, scale: scale) { row in
      let place = Int(places[row])
      return shards[place / shardSize].place(place % shardSize)
    }
  }

  /// The penalty for the mean prediction of the batch, whose slopes `predictions` then holds.
  private func penalize(_ penalty: ShortcutPenalty, count: Int) -> Double {
    let labels = weights.shape.labels
    predictions.pointer.update(repeating: 0, count: labels)
    for shard in shards[..<used] {
      shard.sumPredictions()
      for k in 0..<labels { predictions.pointer[k] += shard.predictionSum.pointer[k] }
    }
    for k in 0..<labels { predictions.pointer[k] /= Float(count) }
    return Double(penalty(mean: predictions.pointer))
  }

  /// Adds the shards' gradients in the order of the shards; the first batch's replace what was.
  private func reduce(isFirst: Bool) {
    let shape = weights.shape
    let upper = gradient.pointer + shape.embeddingCount
    if isFirst { upper.update(from: shards[0].upper.pointer, count: shape.upperCount) }
    for shard in shards[(isFirst ? 1 : 0)..<used] {
      let source = shard.upper.pointer
      for i in 0..<shape.upperCount { upper[i] += source[i] }
    }
    for shard in shards[..<used] {
      forEachEmbeddingRow(shard) { target, source in
        for j in 0..<shape.embedding { target[j] += source[j] }
      }
    }
  }

  /// Sets the rows of the embedding that `compute` used back to zero.
  package func clearEmbeddingGradient() {
    guard isWhole else {
      // The shards know only the last batch's rows.
      return gradient.pointer.update(repeating: 0, count: weights.shape.embeddingCount)
    }
    let width = weights.shape.embedding
    for shard in shards[..<used] {
      forEachEmbeddingRow(shard) { target, _ in target.update(repeating: 0, count: width) }
    }
  }

  @inline(always)
  private func forEachEmbeddingRow(
    _ shard: BatchShard, _ body: (Floats, UnsafePointer<Float>) -> Void
  ) {
    let width = weights.shape.embedding
    let input = shard.input
    for row in 0..<input.rows {
      body(
        gradient.pointer + Int(input.tokenOfRow[row]) * width, input.gradient.pointer + row * width)
    }
  }
}
