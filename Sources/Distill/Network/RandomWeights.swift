import KDCommon
import KDQuantize

extension FloatStudent {
  /// A student with random weights as PyTorch draws them: embedding N(0, 1) times
  /// `embeddingScale`, LSTM uniform ±1/√H, dense uniform ±1/√inputs.
  package static func random(
    _ configuration: StudentConfiguration, seed: UInt64, embeddingScale: Float = 1
  ) -> FloatStudent {
    var student = FloatStudent(configuration)
    let tensors = student.layout.tensors
    for (stream, tensor) in tensors.enumerated() {
      var random = Random(seed: seed, stream: UInt64(stream + 1))
      if tensor.name.hasPrefix("embedding") {
        for i in tensor.range { student.parameters[i] = embeddingScale * random.normal() }
        continue
      }
      let isLSTM = tensor.name.hasPrefix("lstm")
      let isFirst = tensor.name.hasPrefix("dense1")
      let dense = student.layout[isFirst ? "dense1.weight" : "dense2.weight"]
      let inputs = isLSTM ? configuration.hiddenSize : dense.shape[1]
      let bound = 1 / FloatMath.squareRoot(Float(inputs))
      // PyTorch adds two biases to each gate.
      let draws = isLSTM && tensor.shape.count == 1 ? 2 : 1
      for i in tensor.range {
        for _ in 0..<draws { student.parameters[i] += bound * (2 * random.uniform() - 1) }
      }
    }
    return student
  }
}
