import KDQuantize
/// w · mean over the teachers of MSE(projection of the pooled state, teacher's hidden state), after
/// FitNets (Romero et al., 2015, Eq. 3): the student's last hidden layer is to hold what the
/// teacher's does, up to a linear map that is learnt beside it and dropped afterwards.
///
/// MSE = 1/D · ‖pooled · W + b − h‖² for a teacher of D units, with h normalised (`HiddenStates`).
/// The pooled state is taken before dropout. One object serves one shard.
final class HiddenAlignment {
  private let shape: StudentShape
  /// Per teacher [responses, D]: prediction, then the loss's gradient by it.
  private let errors: [FloatBuffer]
  /// [responses, pooled]: the loss's gradient by the pooled states.
  private let gradient: FloatBuffer
  private let zeros: FloatBuffer

  init(_ shape: StudentShape, responses: Int) {
    self.shape = shape
    errors = shape.projections.map { FloatBuffer(responses * $0.width) }
    gradient = FloatBuffer(responses * shape.pooled)
    zeros = FloatBuffer(max(shape.projections.map { $0.width }.max() ?? 0, shape.pooled))
  }

  /// Sum of the losses of `examples`; fills the projections' part of `upper`, the gradient of all
  /// parameters after the embedding. `scale` multiplies the gradients.
  func forward(
    _ corpus: Corpus, _ examples: UnsafePointer<Int32>, _ count: Int, _ weights: Weights,
    pooled: UnsafePointer<Float>, weight: Float, scale: Float, upper: Floats
  ) -> Double {
    gradient.pointer.update(repeating: 0, count: count * shape.pooled)
    var loss = 0.0
    for (teacher, projection) in shape.projections.enumerated() {
      let width = projection.width
      let errors = self.errors[teacher].pointer
      let parameters = weights.parameters.pointer
      MatrixProduct(
        columns: width, depth: shape.pooled, right: parameters + projection.weight, rightRow: width)(
          rows: count, LeftFactor(pooled, row: shape.pooled),
          addend: parameters + projection.bias, addendRow: 0, out: errors, outRow: width)
      let share = weight / Float(shape.projections.count * width)
      for r in 0..<count {
        loss += Double(
          share
            * compare(
              errors + r * width, corpus.states[teacher], example: Int(examples[r]), width: width,
              slope: 2 * share * scale))
      }
      backward(teacher, weights, count, pooled: pooled, upper: upper)
    }
    return loss
  }

  /// Σ (prediction − h)² of one response, whose prediction is replaced by `slope` times its
  /// distance from h; 0, without gradient, for a response whose state the teacher's file lacks.
  private func compare(
    _ prediction: Floats, _ states: CorpusStates, example: Int, width: Int, slope: Float
  ) -> Float {
    guard let state = states[example] else {
      prediction.update(repeating: 0, count: width)
      return 0
    }
    // Four sums side by side: widths are large.
    var sums = SIMD4<Float>(repeating: 0)
    let slopes = SIMD4<Float>(repeating: slope)
    var d = 0
    while d + 4 <= width {
      let error = SIMD4<Float>.load(prediction + d) - SIMD4<Float>.load(state + d)
      sums += error * error
      (slopes * error).store(prediction + d)
      d += 4
    }
    var sum = (sums[0] + sums[1]) + (sums[2] + sums[3])
    while d < width {
      let error = prediction[d] - state[d]
      sum += error * error
      prediction[d] = slope * error
      d += 1
    }
    return sum
  }

  /// dW = pooledᵀ · e, db = Σ e, and e · Wᵀ added to the gradient by the pooled states.
  private func backward(
    _ teacher: Int, _ weights: Weights, _ count: Int, pooled: UnsafePointer<Float>, upper: Floats
  ) {
    let projection = shape.projections[teacher]
    let width = projection.width
    let errors = self.errors[teacher].pointer
    let upper = upper - shape.embeddingCount
    MatrixProduct(columns: width, depth: count, right: errors, rightRow: width)(
      rows: shape.pooled, LeftFactor(pooled, row: 1, step: shape.pooled),
      addend: zeros.pointer, addendRow: 0, out: upper + projection.weight, outRow: width)
    sumRows(errors, rows: count, columns: width, out: upper + projection.bias)
    MatrixProduct(
      columns: shape.pooled, depth: width, right: weights.projectionTransposed[teacher].pointer,
      rightRow: shape.pooled)(
        rows: count, LeftFactor(errors, row: width),
        addend: gradient.pointer, addendRow: shape.pooled, out: gradient.pointer,
        outRow: shape.pooled)
  }

  /// Adds the gradient by the pooled states of the last `forward`.
  func addGradient(to pooledGradient: Floats, responses: Int) {
    for i in 0..<responses * shape.pooled { pooledGradient[i] += gradient.pointer[i] }
  }
}
