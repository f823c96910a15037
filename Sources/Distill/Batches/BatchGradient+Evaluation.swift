import KDCommon

extension BatchGradient {
  /// Mean loss and share of correct labels over all of `corpus`, with `weights`, without dropout.
  package func evaluate(
    _ corpus: Corpus, _ weights: Weights, _ loss: DistillationLoss
  ) -> (loss: Double, accuracy: Double) {
    if corpus.isChoice { return evaluateChoices(corpus, weights, loss) }
    let chunks = (corpus.count + shardSize - 1) / shardSize
    let losses = UnsafeMutablePointer<Double>.allocate(capacity: max(chunks, 1))
    let corrects = UnsafeMutablePointer<Int>.allocate(capacity: max(chunks, 1))
    defer {
      losses.deallocate()
      corrects.deallocate()
    }
    let settings = BatchShard.Settings(loss: loss)
    nonisolated(unsafe) let out = (losses, corrects)
    let workers = min(max(threads, 1), Self.shardCount)
    host.run(workers, threads: workers) { [self] worker in
      var random = Random(seed: 0)
      for chunk in stride(from: worker, to: chunks, by: workers) {
        let first = chunk * shardSize
        shards[worker].forward(
          corpus, corpus.byLength + first, min(shardSize, corpus.count - first), weights, settings,
          scale: 0, random: &random)
        out.0[chunk] = shards[worker].loss
        out.1[chunk] = shards[worker].correct
      }
    }
    var total = 0.0
    var correct = 0
    for chunk in 0..<chunks {
      total += losses[chunk]
      correct += corrects[chunk]
    }
    let count = Double(max(corpus.count, 1))
    return (total / count, Double(correct) / count)
  }

  /// The same of choice questions, a batch of them after the other.
  private func evaluateChoices(
    _ corpus: Corpus, _ weights: Weights, _ loss: DistillationLoss
  ) -> (loss: Double, accuracy: Double) {
    let settings = BatchShard.Settings(loss: loss)
    var (total, correct) = (0.0, 0)
    for first in stride(from: 0, to: corpus.count, by: batchSize) {
      let examples = (first..<min(first + batchSize, corpus.count)).map { Int32($0) }
      examples.withUnsafeBufferPointer { examples in
        let count = deal(corpus, examples)
        host.run(used, threads: threads) { [self] s in
          var random = Random(seed: 0)
          shards[s].forward(
            corpus, dealt.baseAddress! + s * shardSize, size(ofShard: s, count), weights, settings,
            scale: 0, random: &random)
        }
        total += choose(corpus, examples, loss, scale: 0)
        correct += choice!.correct
      }
    }
    let count = Double(max(corpus.count, 1))
    return (total / count, Double(correct) / count)
  }
}
