import KDRuntime

/// BiLSTM: gate inputs over 2^10, recurrent weights over 2^11, rows of i, f and o halved.
///
/// The roundings of the input projections and of the embedding are refined together.
func biLSTMLayer(
  _ student: FloatStudent, _ embedding: inout QuantizedLayer, _ calibration: Calibration
) throws(QuantizeError) -> QuantizedLayer {
  let hidden = student.configuration.hiddenSize
  var layer = QuantizedLayer(.biLSTM)
  layer.inputs = embedding.outputs
  layer.outputs = 2 * hidden
  layer.inputBits = embedding.outputBits
  layer.outputBits = NumericBits.hidden
  layer.sumMaximum = calibration.gateMaximum
  layer.outputMaximum = calibration.hiddenMaximum
  let projection = try inputProjection(student, &embedding, calibration.tokenCounts)
  layer.shift = layer.inputBits + projection.bits - NumericBits.gate
  var recurrentBound: Int64 = 0
  for direction in TensorRole.Direction.allCases {
    let values = halvedGates(
      Array(student.tensor(.recurrentWeight(direction))), hidden: hidden)
    guard
      let recurrent = QuantizedMatrix(
        values, rows: 4 * hidden, columns: hidden, fractionBits: NumericBits.recurrent)
    else {
      throw .tooLarge(
        tensor: .recurrentWeight(direction), magnitude: largestMagnitude(values))
    }
    let bound = recurrent.sumBound(
      bias: [Int32](repeating: activationLimit, count: 4 * hidden),
      inputMaxima: [Int32](repeating: activationLimit, count: hidden))
    recurrentBound = max(recurrentBound, bound)
    layer.weights += [projection.matrices[direction.rawValue], recurrent]
    layer.bias += projection.biases[direction.rawValue]
    layer.sumBounds += [UInt32(projection.bounds[direction.rawValue]), UInt32(clamping: bound)]
  }
  // Below 4 in the gates' scale the limit itself could change a saturated gate.
  let limit = 32_767 - (recurrentBound >> 16) - 1
  guard recurrentBound <= largestSum, limit >= 4 << NumericBits.gate else {
    throw .tooLarge(
      tensor: .recurrentWeight(.forward),
      magnitude: largestMagnitude(student.tensor(.recurrentWeight(.forward))))
  }
  layer.inputLimit = Int32(limit)
  return layer
}

/// The two input projections at the finest common binary point.
private struct Projection {
  var bits = 0
  var matrices: [QuantizedMatrix] = []
  var biases: [[Int32]] = []
  var bounds: [Int64] = []
}

private func inputProjection(
  _ student: FloatStudent, _ embedding: inout QuantizedLayer, _ tokenCounts: [Int]
) throws(QuantizeError) -> Projection {
  let hidden = student.configuration.hiddenSize
  let exact = Array(student.tensor(.embedding))
  let weights = TensorRole.Direction.allCases.map {
    halvedGates(Array(student.tensor(.inputWeight($0))), hidden: hidden)
  }
  let biases = TensorRole.Direction.allCases.map {
    halvedGates(Array(student.tensor(.gateBias($0))), hidden: hidden)
  }
  for bits in stride(from: 15, through: 1, by: -1) {
    let sumBits = embedding.outputBits + bits
    let shift = sumBits - NumericBits.gate
    guard shift >= 1 else { break }
    var matrices = weights.compactMap {
      QuantizedMatrix(
        $0, rows: 4 * hidden, columns: embedding.outputs, fractionBits: bits)
    }
    let integers = biases.compactMap { integerBias($0, bits: sumBits, shift: shift) }
    guard matrices.count == 2, integers.count == 2 else { continue }
    for direction in 0..<2 {
      matrices[direction].refineRows(
        exact: weights[direction], exactInputs: exact, inputs: embedding.weights[0],
        weights: tokenCounts.map(Double.init))
    }
    var refined = embedding.weights[0]
    refined.refineEmbedding(exact: exact, projections: matrices, exactProjections: weights)
    let maxima = columnMaxima(refined)
    let bounds = (0..<2).map {
      matrices[$0].sumBound(bias: integers[$0], inputMaxima: maxima)
    }
    guard bounds.allSatisfy({ $0 <= largestSum }) else { continue }
    embedding.weights = [refined]
    embedding.sumBounds = [UInt32(maxima.max() ?? 0)]
    return Projection(bits: bits, matrices: matrices, biases: integers, bounds: bounds)
  }
  throw .tooLarge(
    tensor: .inputWeight(.forward),
    magnitude: largestMagnitude(student.tensor(.inputWeight(.forward))))
}

/// The rows of gates i, f and o times ½: σ(z) = (1 + tanh(z/2)) / 2.
private func halvedGates(_ values: [Float], hidden: Int) -> [Float] {
  let width = values.count / (4 * hidden)
  return values.indices.map { index in
    index / (width * hidden) == 2 ? values[index] : values[index] / 2
  }
}
