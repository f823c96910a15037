import KDCommon
import KDDistill
import KDQuantize
import TestSupport

/// Random students and examples of given sizes for tests of training.
enum Sample {
  static func configuration(
    _ architecture: Architecture = .lstm, vocabulary: Int, embedding: Int, hidden: Int, dense: Int,
    labels: Int
  ) -> StudentConfiguration {
    StudentConfiguration(
      architecture: architecture, words: (1..<vocabulary).map { "w\($0)" },
      labels: (0..<labels).map(String.init), embeddingSize: embedding, hiddenSize: hidden,
      denseSize: dense)
  }

  /// One example a length; labels and soft labels at random.
  static func examples(
    _ configuration: StudentConfiguration, lengths: [Int], seed: UInt64
  ) -> [TrainingExample] {
    var random = Random(seed: seed)
    let labels = configuration.labels.count
    return lengths.map { length in
      let tokens = (0..<length).map { _ in UInt16(random.below(configuration.vocabularyCount)) }
      let weights = (0..<labels).map { _ in random.uniform() + 0.1 }
      let total = weights.reduce(0, +)
      return TrainingExample(
        tokens: tokens, label: random.below(labels), soft: weights.map { $0 / total })
    }
  }

  /// Examples that can be learnt: the label is decided by which of `labels` marker words occurs.
  static func learnable(
    _ configuration: StudentConfiguration, count: Int, seed: UInt64
  ) -> [TrainingExample] {
    var random = Random(seed: seed)
    let labels = configuration.labels.count
    return (0..<count).map { _ in
      let label = random.below(labels)
      let length = 3 + random.below(12)
      let other = configuration.vocabularyCount - labels
      var tokens = (0..<length).map { _ in UInt16(labels + random.below(other)) }
      tokens[random.below(length)] = UInt16(label)
      let soft = (0..<labels).map { $0 == label ? 0.8 : 0.2 / Float(labels - 1) }
      return TrainingExample(tokens: tokens, label: label, soft: soft)
    }
  }
}

extension BatchGradient {
  /// Loss and gradient of `examples` as one batch.
  static func of(
    _ student: FloatStudent, _ examples: [TrainingExample], _ settings: BatchShard.Settings,
    seed: UInt64 = 0,
    threads: Int = 1, projection: (width: Int, values: [Float])? = nil
  ) -> (loss: Double, gradient: [Float]) {
    let corpus = Corpus(
      examples, labelCount: student.configuration.labels.count,
      temperature: settings.loss.temperature)
    let weights = Weights(student, hiddenWidths: projection.map { [$0.width] } ?? [])
    for (i, value) in (projection?.values ?? []).enumerated() {
      weights.parameters.pointer[student.parameters.count + i] = value
    }
    weights.refresh()
    let batch = BatchGradient(
      weights, batchSize: examples.count, threads: threads, host: .system, corpora: [corpus])
    let order = examples.indices.map { Int32($0) }
    let loss = order.withUnsafeBufferPointer {
      batch.compute(corpus, $0, settings, seed: seed, stream: 7)
    }
    let gradient = UnsafeBufferPointer(start: batch.gradient.pointer, count: batch.gradient.count)
    return (loss, Array(gradient))
  }
}
