import KDCommon
import KDQuantize

extension FloatStudent {
  /// A student with random weights as PyTorch draws them: embedding N(0, 1) times
  /// `embeddingScale`, LSTM uniform ±1/√H, dense uniform ±1/√inputs.
  package static func random(
    _ configuration: StudentConfiguration, seed: UInt64, embeddingScale: Float = 1
  ) -> FloatStudent {
    var student = FloatStudent(configuration)
    for (stream, tensor) in student.layout.tensors.enumerated() {
      var random = Random(seed: seed, stream: UInt64(stream + 1))
      // Of the layer's uniform weights; PyTorch adds two biases to each gate.
      var (inputs, draws) = (configuration.hiddenSize, 1)
      switch tensor.role {
      case .embedding:
        for i in tensor.range { student.parameters[i] = embeddingScale * random.normal() }
        continue
      case .inputWeight, .recurrentWeight: break
      case .gateBias: draws = 2
      case .denseWeight(let layer), .denseBias(let layer):
        inputs = student.layout[.denseWeight(layer)].shape[1]
      }
      let bound = 1 / FloatMath.squareRoot(Float(inputs))
      for i in tensor.range {
        for _ in 0..<draws { student.parameters[i] += bound * (2 * random.uniform() - 1) }
      }
    }
    return student
  }
}
