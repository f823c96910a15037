import KDRuntime

/// Why a float student cannot be made into an integer one.
public enum QuantizeError: Error, Equatable, CustomStringConvertible {
  /// A parameter is NaN or infinite.
  case notFinite(tensor: String)
  /// Weights so large that the integer sums could wrap.
  case tooLarge(tensor: String, magnitude: Float)
  /// No text to calibrate the activation scales on.
  case noCalibrationText

  public var description: String {
    switch self {
    case .notFinite(let tensor): "\(tensor): expected finite weights, got NaN or infinity"
    case .tooLarge(let tensor, let magnitude):
      "\(tensor): expected weights that fit the integer format, got magnitude \(magnitude)"
    case .noCalibrationText: "calibration: expected at least one text with a word, got none"
    }
  }
}

/// Makes an integer student: int8 weights with a scale a channel, static activation scales from
/// `calibration` (token ids of the training texts), integer biases, wrap bounds.
///
/// The scheme is docs/NUMERICS.md.
public func quantize(
  _ student: FloatStudent, calibration texts: [[UInt16]]
) throws(QuantizeError) -> QuantizedStudent {
  for tensor in student.layout.tensors
  where !student.parameters[tensor.range].allSatisfy({ $0.isFinite }) {
    throw .notFinite(tensor: tensor.name)
  }
  let calibration = Calibration(student, texts: texts)
  guard calibration.responses > 0 else { throw .noCalibrationText }
  var layers = [try embeddingLayer(student)]
  if student.configuration.architecture == .lstm {
    layers.append(try biLSTMLayer(student, &layers[0], calibration))
    layers.append(poolLayer(.globalMaxPool, layers[1], calibration))
  } else {
    layers.append(poolLayer(.globalAveragePool, layers[0], calibration))
  }
  layers.append(
    try denseLayer(
      student, "dense1", layers[layers.count - 1], inputs: calibration.pooledMoments,
      maximum: calibration.denseMaximum, activation: .relu))
  layers.append(
    try denseLayer(
      student, "dense2", layers[layers.count - 1], inputs: calibration.denseMoments,
      maximum: calibration.logitMaximum, activation: nil))
  return QuantizedStudent(
    configuration: student.configuration, layers: layers,
    logitBits: layers[layers.count - 1].outputBits,
    calibrationResponses: calibration.responses, calibrationTokens: calibration.tokens)
}

private func poolLayer(
  _ kind: LayerKind, _ previous: QuantizedLayer, _ calibration: Calibration
) -> QuantizedLayer {
  var layer = QuantizedLayer(kind)
  layer.inputs = previous.outputs
  layer.outputs = previous.outputs
  layer.inputBits = previous.outputBits
  layer.outputBits = previous.outputBits
  layer.outputMaximum = calibration.pooledMaximum
  return layer
}
