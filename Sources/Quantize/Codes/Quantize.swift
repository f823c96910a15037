import KDRuntime

/// Makes an integer student: int8 weights with a scale a channel, static activation scales from
/// `calibration` (token ids of the training texts), integer biases, wrap bounds.
///
/// The scheme is docs/NUMERICS.md.
public func quantize(
  _ student: FloatStudent, calibration texts: [[UInt16]]
) throws(QuantizeError) -> QuantizedStudent {
  for tensor in student.layout.tensors
  where !student.parameters[tensor.range].allSatisfy({ $0.isFinite }) {
    throw .notFinite(tensor: tensor.role)
  }
  let calibration = Calibration(student, texts: texts)
  guard calibration.responses > 0 else { throw .noCalibrationText }
  var embedding = try embeddingLayer(student)
  var biLSTM: [QuantizedLayer] = []
  let pool: QuantizedLayer
  if student.configuration.architecture == .lstm {
    let layer = try biLSTMLayer(student, &embedding, calibration)
    biLSTM = [layer]
    pool = poolLayer(.globalMaxPool, layer, calibration)
  } else {
    pool = poolLayer(.globalAveragePool, embedding, calibration)
  }
  let hidden = try denseLayer(
    student, .hidden, pool, inputs: calibration.pooledMoments,
    maximum: calibration.denseMaximum, activation: .relu)
  let output = try denseLayer(
    student, .output, hidden, inputs: calibration.denseMoments,
    maximum: calibration.logitMaximum, activation: nil)
  return QuantizedStudent(
    configuration: student.configuration, layers: [embedding] + biLSTM + [pool, hidden, output],
    logitBits: output.outputBits,
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
