/// The parts of an arena that only the vector kernels use: widened weights, interleaved
/// (ArrangeWeights.swift).
struct VectorPlan {
  /// Embedding columns, rounded up to a pair.
  let inputs: Int
  /// Of each direction: weights and biases of the projected input, recurrent weights.
  let inputWeights: ArenaPart<Int16>
  let inputBiases: ArenaPart<Int32>
  let recurrentWeights: ArenaPart<Int16>
  /// The BiLSTM and its projection, with pointers to what they read and write.
  let biLSTM: ArenaPart<VectorBiLSTM>
  let projection: ArenaPart<InputProjection>
  /// The dense layers, with their weights and biases one behind the other.
  let dense: ArenaPart<VectorDense>
  let denseWeights: ArenaPart<Int16>
  let denseBiases: ArenaPart<Int32>

  init(
    _ model: borrowing Model, _ options: ScorerOptions, _ state: BiLSTMPlan,
    in space: inout ArenaSpace
  ) {
    let units = options.kernel.isScalar ? 0 : state.units
    let denseCount = options.kernel.isScalar ? 0 : model.dense.count
    inputs = (model.embedding.outputs + 1) & ~1
    if units > 0 { space.alignToLine() }
    inputWeights = space.reserve(2 * 4 * units * inputs, Int16.self)
    inputBiases = space.reserve(2 * 4 * units, Int32.self)
    recurrentWeights = space.reserve(2 * 4 * units * units, Int16.self)
    biLSTM = space.reserve(units > 0 ? 1 : 0, VectorBiLSTM.self)
    projection = space.reserve(units > 0 ? 1 : 0, InputProjection.self)
    dense = space.reserve(denseCount, VectorDense.self)
    var (weightCount, biasCount) = (0, 0)
    for index in 0..<denseCount {
      weightCount += VectorDense.weightCount(model.dense[index])
      biasCount += VectorDense.biasCount(model.dense[index])
    }
    denseWeights = space.reserve(weightCount, Int16.self)
    denseBiases = space.reserve(biasCount, Int32.self)
  }
}
