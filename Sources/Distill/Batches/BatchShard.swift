import KDCommon
import KDQuantize

/// One fixed part of a mini-batch with all its memory: forward pass, loss, backward pass.
///
/// How a batch is cut into shards does not depend on the number of threads, and each shard draws
/// its dropout from its own stream, so the sums are the same for any number of threads.
package final class BatchShard {
  let shape: StudentShape
  let input: PackedInput
  private let directions: [LSTMDirection]
  private let head: DenseHead
  private let alignment: HiddenAlignment?
  private var isAligned = false
  /// [responses, labels] and its sum over the responses; for the penalty only.
  private let predictions: FloatBuffer
  let predictionSum: FloatBuffer
  /// Gradient by all parameters after the embedding.
  let upper: FloatBuffer
  /// Sum of the losses of the responses, and how many had the label as the highest logit
  /// (`firstHighest`, as in scoring).
  private(set) var loss: Double = 0
  private(set) var correct = 0

  init(_ shape: StudentShape, responses: Int, tokens: Int, steps: Int) {
    self.shape = shape
    input = PackedInput(shape, responses: responses, tokens: tokens, steps: steps)
    directions = shape.bias.indices.map {
      LSTMDirection(shape, index: $0, responses: responses, tokens: tokens)
    }
    head = DenseHead(shape, responses: responses)
    alignment = shape.projections.isEmpty ? nil : HiddenAlignment(shape, responses: responses)
    predictions = FloatBuffer(responses * shape.labels)
    predictionSum = FloatBuffer(shape.labels)
    upper = FloatBuffer(shape.upperCount)
  }

  /// Logits and losses of `examples` (sorted by length, longest first); `scale` multiplies the
  /// gradients: 1 over the batch's size for a mean. Options of choice questions have logits only
  /// (`ChoiceLoss`), since a question's may lie in several shards.
  func forward(
    _ corpus: Corpus, _ examples: UnsafePointer<Int32>, _ count: Int, _ weights: Weights,
    _ settings: Settings, scale: Float, random: inout Random
  ) {
    input.pack(
      corpus, examples, count, wordDropout: settings.wordDropout, words: settings.words, &random)
    input.embed(weights, settings.dropout, &random)
    if directions.isEmpty {
      AveragePool.forward(input, pooled: head.pooled.pointer)
    } else {
      for direction in directions {
        direction.forward(input, weights, pooled: head.pooled.pointer)
      }
    }
    loss = 0
    isAligned = settings.hiddenWeight > 0
    if isAligned, let alignment {
      loss += alignment.forward(
        corpus, examples, count, weights, pooled: head.pooled.pointer,
        weight: settings.hiddenWeight, scale: scale, upper: upper.pointer)
    }
    head.forward(weights, responses: count, settings.dropout, &random)
    correct = 0
    if corpus.isChoice { return }
    for r in 0..<count {
      let example = Int(examples[r])
      let logits = head.logits.pointer + r * shape.labels
      let label = Int(corpus.labels[example])
      loss += Double(
        settings.loss(
          logits: logits, labels: shape.labels, label: label,
          soft: corpus.soft.pointer + example * shape.labels, scale: scale,
          gradient: head.logitsGradient.pointer + r * shape.labels))
      if label >= 0
        && firstHighest(UnsafeBufferPointer(start: logits, count: shape.labels)) == label
      {
        correct += 1
      }
    }
  }

  /// Of one row of the last `forward`: its logits and the gradient by them, [labels] each.
  func place(_ row: Int) -> (logits: UnsafePointer<Float>, gradient: Floats) {
    let offset = row * shape.labels
    return (UnsafePointer(head.logits.pointer + offset), head.logitsGradient.pointer + offset)
  }

  /// Sums the predictions of the last `forward` into `predictionSum`, responses in order.
  func sumPredictions() {
    let labels = shape.labels
    predictionSum.pointer.update(repeating: 0, count: labels)
    for r in 0..<input.responses {
      let prediction = predictions.pointer + r * labels
      let softmax = Softmax(head.logits.pointer + r * labels, count: labels)
      for k in 0..<labels {
        prediction[k] = softmax[k]
        predictionSum.pointer[k] += prediction[k]
      }
    }
  }

  /// Between `sumPredictions` and `backward`: adds to each response's gradient by its logits
  /// `scale` times that of Σ slopes · prediction, p_j (slope_j − Σ_k p_k slope_k).
  func addToGradient(slopes: UnsafePointer<Float>, scale: Float) {
    let labels = shape.labels
    for r in 0..<input.responses {
      let prediction = predictions.pointer + r * labels
      let gradient = head.logitsGradient.pointer + r * labels
      var mean: Float = 0
      for k in 0..<labels { mean += prediction[k] * slopes[k] }
      for k in 0..<labels { gradient[k] += scale * prediction[k] * (slopes[k] - mean) }
    }
  }

  /// The pair of `forward`: fills `upper` and `input.gradient`.
  func backward(_ weights: Weights) {
    head.backward(weights, responses: input.responses, upper: upper.pointer)
    if isAligned {
      alignment?.addGradient(to: head.pooledGradient.pointer, responses: input.responses)
    }
    input.clearGradient()
    if directions.isEmpty {
      AveragePool.backward(input, pooledGradient: head.pooledGradient.pointer)
    } else {
      for direction in directions {
        direction.backward(
          input, weights, pooledGradient: head.pooledGradient.pointer, upper: upper.pointer)
      }
    }
    input.backward()
  }
}
