import KDCommon

/// From the pooled vector to the logits: dropout, dense ReLU, dropout, dense.
final class DenseHead {
  let shape: StudentShape
  /// [responses, pooled]: after pooling, then after dropout; and the gradient by it.
  let pooled: FloatBuffer
  let pooledGradient: FloatBuffer
  private let pooledMask: FloatBuffer
  /// [responses, dense]: after ReLU and dropout.
  private let dense: FloatBuffer
  private let denseGradient: FloatBuffer
  private let denseMask: FloatBuffer
  /// [responses, labels]
  let logits: FloatBuffer
  let logitsGradient: FloatBuffer
  private let zeros: FloatBuffer
  private var isMasked = false

  init(_ shape: StudentShape, responses: Int) {
    self.shape = shape
    pooled = FloatBuffer(responses * shape.pooled)
    pooledGradient = FloatBuffer(responses * shape.pooled)
    pooledMask = FloatBuffer(responses * shape.pooled + 4)
    dense = FloatBuffer(responses * shape.dense)
    denseGradient = FloatBuffer(responses * shape.dense)
    denseMask = FloatBuffer(responses * shape.dense + 4)
    logits = FloatBuffer(responses * shape.labels)
    logitsGradient = FloatBuffer(responses * shape.labels)
    zeros = FloatBuffer(max(shape.pooled, shape.dense))
  }

  func forward(_ weights: Weights, responses: Int, _ dropout: Dropout?, _ random: inout Random) {
    let parameters = weights.parameters.pointer
    isMasked = dropout != nil
    if let dropout {
      dropout.fill(pooledMask.pointer, responses * shape.pooled, &random)
      multiply(pooled.pointer, by: pooledMask.pointer, responses * shape.pooled)
    }
    MatrixProduct(
      columns: shape.dense, depth: shape.pooled, right: weights.dense1Transposed.pointer,
      rightRow: shape.dense)(
        rows: responses, LeftFactor(pooled.pointer, row: shape.pooled),
        addend: parameters + shape.dense1Bias, addendRow: 0, out: dense.pointer,
        outRow: shape.dense)
    let count = responses * shape.dense
    for i in 0..<count { dense.pointer[i] = dense.pointer[i] > 0 ? dense.pointer[i] : 0 }
    if let dropout {
      dropout.fill(denseMask.pointer, count, &random)
      multiply(dense.pointer, by: denseMask.pointer, count)
    }
    MatrixProduct(
      columns: shape.labels, depth: shape.dense, right: weights.dense2Transposed.pointer,
      rightRow: shape.labels)(
        rows: responses, LeftFactor(dense.pointer, row: shape.dense),
        addend: parameters + shape.dense2Bias, addendRow: 0, out: logits.pointer,
        outRow: shape.labels)
  }

  /// The pair of `forward`: from `logitsGradient` to `pooledGradient` and, into `upper`, the
  /// gradients by both dense layers.
  func backward(_ weights: Weights, responses: Int, upper: Floats) {
    let base = shape.embeddingCount
    let parameters = weights.parameters.pointer
    let upper = upper - base
    layer(
      input: dense.pointer, width: shape.dense, outputGradient: logitsGradient.pointer,
      outputs: shape.labels, responses: responses, weight: parameters + shape.dense2Weight,
      weightGradient: upper + shape.dense2Weight, biasGradient: upper + shape.dense2Bias,
      inputGradient: denseGradient.pointer)
    let count = responses * shape.dense
    if isMasked { multiply(denseGradient.pointer, by: denseMask.pointer, count) }
    // A unit that dropout or ReLU set to 0 passes no gradient; the mask has seen to the former.
    for i in 0..<count where dense.pointer[i] <= 0 { denseGradient.pointer[i] = 0 }
    layer(
      input: pooled.pointer, width: shape.pooled, outputGradient: denseGradient.pointer,
      outputs: shape.dense, responses: responses, weight: parameters + shape.dense1Weight,
      weightGradient: upper + shape.dense1Weight, biasGradient: upper + shape.dense1Bias,
      inputGradient: pooledGradient.pointer)
    if isMasked {
      multiply(pooledGradient.pointer, by: pooledMask.pointer, responses * shape.pooled)
    }
  }

  /// y = W x + b: dW = dyᵀ x, db = Σ dy, dx = dy W.
  private func layer(
    input: UnsafePointer<Float>, width: Int, outputGradient: UnsafePointer<Float>, outputs: Int,
    responses: Int, weight: UnsafePointer<Float>, weightGradient: Floats, biasGradient: Floats,
    inputGradient: Floats
  ) {
    MatrixProduct(columns: width, depth: responses, right: input, rightRow: width)(
      rows: outputs, LeftFactor(outputGradient, row: 1, step: outputs),
      addend: zeros.pointer, addendRow: 0, out: weightGradient, outRow: width)
    sumRows(outputGradient, rows: responses, columns: outputs, out: biasGradient)
    MatrixProduct(columns: width, depth: outputs, right: weight, rightRow: width)(
      rows: responses, LeftFactor(outputGradient, row: outputs),
      addend: zeros.pointer, addendRow: 0, out: inputGradient, outRow: width)
  }
}
