/// Global average pooling of the input rows (the baseline without an LSTM).
enum AveragePool {
  /// pooled[r] = mean of the values of response r's tokens.
  static func forward(_ input: PackedInput, pooled: Floats) {
    let width = input.embedding
    for r in 0..<input.responses {
      let out = pooled + r * width
      out.update(repeating: 0, count: width)
      let first = Int(input.tokenOffsets[r])
      let end = Int(input.tokenOffsets[r + 1])
      for token in first..<end {
        let value = input.values.pointer + Int(input.rowOfToken[token]) * width
        for j in 0..<width { out[j] += value[j] }
      }
      let factor = 1 / Float(end - first)
      for j in 0..<width { out[j] *= factor }
    }
  }

  /// Adds to `input.gradient`.
  static func backward(_ input: PackedInput, pooledGradient: UnsafePointer<Float>) {
    let width = input.embedding
    for r in 0..<input.responses {
      let source = pooledGradient + r * width
      let first = Int(input.tokenOffsets[r])
      let end = Int(input.tokenOffsets[r + 1])
      let factor = 1 / Float(end - first)
      for token in first..<end {
        let target = input.gradient.pointer + Int(input.rowOfToken[token]) * width
        for j in 0..<width { target[j] += source[j] * factor }
      }
    }
  }
}
