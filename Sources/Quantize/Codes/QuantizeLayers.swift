import KDRuntime

// One function a weighted layer. Each picks the finest binary points that keep the stated sums
// inside 32 bits, and records the bound that proves it.

let largestSum = Int64(Int32.max)
/// Magnitude of an int16 activation.
let activationLimit: Int32 = 32_768

/// Embedding [V, E]: a scale a row, so that the loud rows of frequent words cost rare ones nothing.
func embeddingLayer(_ student: FloatStudent) throws(QuantizeError) -> QuantizedLayer {
  let name = "embedding.weight"
  let shape = student.layout[name].shape
  let values = Array(student.tensor(name))
  guard
    let matrix = QuantizedMatrix(
      finest: 15, values, rows: shape[0], columns: shape[1])
  else { throw .tooLarge(tensor: name, magnitude: largestMagnitude(values)) }
  var layer = QuantizedLayer(.embedding)
  layer.outputs = shape[1]
  layer.outputBits = matrix.fractionBits
  layer.weights = [matrix]
  layer.sumBounds = [UInt32(columnMaxima(matrix).max() ?? 0)]
  layer.outputMaximum = largestMagnitude(values)
  return layer
}

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
  layer.outputBits = Model.hiddenBits
  layer.sumMaximum = calibration.gateMaximum
  layer.outputMaximum = calibration.hiddenMaximum
  let projection = try inputProjection(student, &embedding, calibration.tokenCounts)
  layer.shift = layer.inputBits + projection.bits - Model.gateBits
  var recurrentBound: Int64 = 0
  for (direction, suffix) in ["", "_reverse"].enumerated() {
    let name = "lstm.weight_hh_l0\(suffix)"
    let values = halvedGates(Array(student.tensor(name)), hidden: hidden)
    guard
      let recurrent = QuantizedMatrix(
        values, rows: 4 * hidden, columns: hidden, fractionBits: Model.recurrentBits)
    else { throw .tooLarge(tensor: name, magnitude: largestMagnitude(values)) }
    let bound = recurrent.sumBound(
      bias: [Int32](repeating: activationLimit, count: 4 * hidden),
      inputMaxima: [Int32](repeating: activationLimit, count: hidden))
    recurrentBound = max(recurrentBound, bound)
    layer.weights += [projection.matrices[direction], recurrent]
    layer.bias += projection.biases[direction]
    layer.sumBounds += [UInt32(projection.bounds[direction]), UInt32(clamping: bound)]
  }
  // Below 4 in the gates' scale the limit itself could change a saturated gate.
  let limit = 32_767 - (recurrentBound >> 16) - 1
  guard recurrentBound <= largestSum, limit >= 4 << Model.gateBits else {
    throw .tooLarge(
      tensor: "lstm.weight_hh_l0",
      magnitude: largestMagnitude(student.tensor("lstm.weight_hh_l0")))
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
  let exact = Array(student.tensor("embedding.weight"))
  let suffixes = ["", "_reverse"]
  let weights = suffixes.map {
    halvedGates(Array(student.tensor("lstm.weight_ih_l0\($0)")), hidden: hidden)
  }
  let biases = suffixes.map {
    halvedGates(Array(student.tensor("lstm.bias_ih_l0\($0)")), hidden: hidden)
  }
  for bits in stride(from: 15, through: 1, by: -1) {
    let sumBits = embedding.outputBits + bits
    let shift = sumBits - Model.gateBits
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
    tensor: "lstm.weight_ih_l0", magnitude: largestMagnitude(student.tensor("lstm.weight_ih_l0")))
}

/// Dense: the output's binary point leaves room for twice the calibrated maximum; `nil`
/// activation means logits, whose 32-bit sums are kept whole.
func denseLayer(
  _ student: FloatStudent, _ name: String, _ previous: QuantizedLayer, inputs: Moments,
  maximum: Float, activation: Activation?
) throws(QuantizeError) -> QuantizedLayer {
  let shape = student.layout["\(name).weight"].shape
  let values = Array(student.tensor("\(name).weight"))
  let bias = Array(student.tensor("\(name).bias"))
  let maxima = [Int32](repeating: activationLimit, count: shape[1])
  var layer = QuantizedLayer(.dense)
  layer.inputs = shape[1]
  layer.outputs = shape[0]
  layer.inputBits = previous.outputBits
  layer.activation = activation ?? .none
  layer.sumMaximum = maximum
  layer.outputMaximum = maximum
  for bits in stride(from: 15, through: 0, by: -1) {
    let sumBits = layer.inputBits + bits
    let outputBits = activation == nil ? sumBits : min(activationBits(maximum), sumBits)
    let shift = sumBits - outputBits
    guard
      var matrix = QuantizedMatrix(
        values, rows: shape[0], columns: shape[1], fractionBits: bits)
    else { continue }
    let shiftedMeans = matrix.refineDense(exact: values, inputs: inputs)
    let corrected = zip(bias, shiftedMeans).map { Float(Double($0) - $1) }
    guard let integers = integerBias(corrected, bits: sumBits, shift: shift) else { continue }
    let bound = matrix.sumBound(bias: integers, inputMaxima: maxima)
    guard bound <= largestSum else { continue }
    layer.outputBits = outputBits
    layer.shift = shift
    layer.weights = [matrix]
    layer.bias = integers
    layer.sumBounds = [UInt32(bound)]
    return layer
  }
  throw .tooLarge(tensor: "\(name).weight", magnitude: largestMagnitude(values))
}

/// The most bits, at most 15, with which twice `maximum` still fits an int16.
private func activationBits(_ maximum: Float) -> Int {
  var bits = 15
  while bits > 0, Double(maximum) * 2 * powerOfTwo(bits) > 32_767 { bits -= 1 }
  return bits
}

/// Real biases over 2^`bits`, plus half of the unit that `shift` will drop; `nil` beyond 32 bits.
private func integerBias(_ bias: [Float], bits: Int, shift: Int) -> [Int32]? {
  let half: Int64 = shift > 0 ? 1 << Int64(shift - 1) : 0
  var integers: [Int32] = []
  for value in bias {
    let scaled = (Double(value) * powerOfTwo(bits)).rounded()
    guard abs(scaled) <= Double(largestSum / 2) else { return nil }
    guard let integer = Int32(exactly: Int64(scaled) + half) else { return nil }
    integers.append(integer)
  }
  return integers
}

/// The rows of gates i, f and o times ½: σ(z) = (1 + tanh(z/2)) / 2.
private func halvedGates(_ values: [Float], hidden: Int) -> [Float] {
  let width = values.count / (4 * hidden)
  return values.indices.map { index in
    index / (width * hidden) == 2 ? values[index] : values[index] / 2
  }
}

/// max over rows of |weight|, a column each.
private func columnMaxima(_ matrix: QuantizedMatrix) -> [Int32] {
  (0..<matrix.columns).map { column in
    (0..<matrix.rows).reduce(0) { max($0, abs(matrix.widened($1, column))) }
  }
}
