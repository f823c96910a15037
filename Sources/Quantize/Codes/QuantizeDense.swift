import KDRuntime

/// Dense: the output's binary point leaves room for twice the calibrated maximum; `nil`
/// activation means logits, whose 32-bit sums are kept whole.
func denseLayer(
  _ student: FloatStudent, _ role: TensorRole.DenseLayer, _ previous: QuantizedLayer,
  inputs: Moments,
  maximum: Float, activation: Activation?
) throws(QuantizeError) -> QuantizedLayer {
  let shape = student.layout[.denseWeight(role)].shape
  let values = Array(student.tensor(.denseWeight(role)))
  let bias = Array(student.tensor(.denseBias(role)))
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
  throw .tooLarge(tensor: .denseWeight(role), magnitude: largestMagnitude(values))
}

/// The most bits, at most 15, with which twice `maximum` still fits an int16.
private func activationBits(_ maximum: Float) -> Int {
  var bits = 15
  while bits > 0, Double(maximum) * 2 * powerOfTwo(bits) > 32_767 { bits -= 1 }
  return bits
}
