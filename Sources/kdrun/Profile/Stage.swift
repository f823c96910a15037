import KDRuntime

/// The stages of one response, in the order in which they run.
enum Stage {
  case tokenise, inputs, forward, backward, pool, dense, softmax

  func name(isFolded: Bool) -> String {
    switch self {
    case .tokenise: "tokenise"
    case .inputs: isFolded ? "fold" : "embed"
    case .forward: "LSTM forward"
    case .backward: "LSTM backward"
    case .pool: "pool"
    case .dense: "dense"
    case .softmax: "softmax"
    }
  }
}

/// What a stage computes and reads for one response, from the model's sizes alone.
struct StageWork {
  var multiplyAdds = 0.0
  /// Weights and rows read, values read and written; weights once a token.
  var bytes = 0.0

  static func + (a: StageWork, b: StageWork) -> StageWork {
    StageWork(multiplyAdds: a.multiplyAdds + b.multiplyAdds, bytes: a.bytes + b.bytes)
  }

  /// - Parameters:
  ///   - tokenCount: tokens of a response, on average.
  ///   - textByteCount: bytes of a text, on average.
  init(
    _ stage: Stage, _ model: Model, _ options: ScorerOptions, tokenCount: Double,
    textByteCount: Double
  ) {
    func outputs(of kind: LayerKind) -> Double? {
      model.layers.first { $0.kind == kind }.map { Double($0.outputs) }
    }
    let embedding = outputs(of: .embedding) ?? 0
    let hidden = outputs(of: .biLSTM).map { $0 / 2 }
    // The vector kernels widen weights to 16 bits, the scalar one reads the file's 8.
    let weightBytes = options.kernel == .scalar ? 1.0 : 2.0
    // The scalar kernel projects gate by gate, inside the steps.
    let isProjectedApart = options.kernel != .scalar
    switch stage {
    case .tokenise:
      // The text, each word again in the vocabulary, a slot and two offsets, the id.
      bytes = 2 * textByteCount + (2 + 8 + 2) * tokenCount
    case .inputs:
      guard let hidden, !options.isFolded else {
        let row = hidden.map { 2 * 4 * $0 * 2 } ?? embedding
        bytes = tokenCount * row
        return
      }
      bytes = tokenCount * embedding
      if isProjectedApart {
        multiplyAdds = tokenCount * 2 * 4 * hidden * embedding
        bytes += multiplyAdds * weightBytes + tokenCount * 2 * 4 * hidden * 2
      }
    case .forward, .backward:
      guard let hidden else { return }
      multiplyAdds = tokenCount * 4 * hidden * hidden
      if !options.isFolded && !isProjectedApart {
        multiplyAdds += tokenCount * 4 * hidden * embedding
      }
      // Gate inputs, and the states before and after.
      bytes = multiplyAdds * weightBytes + tokenCount * (4 * hidden + 4 * hidden) * 2
    case .pool:
      bytes = tokenCount * 2 * (hidden.map { 2 * $0 } ?? embedding) * 2
    case .dense:
      for layer in model.layers where layer.kind == .dense {
        multiplyAdds += Double(layer.inputs * layer.outputs)
        bytes += Double(layer.outputs * 4 + (layer.inputs + layer.outputs) * 2)
      }
      bytes += multiplyAdds * weightBytes
    case .softmax:
      bytes = Double(model.labels.count) * (4 + 8)
    }
  }

  private init(multiplyAdds: Double, bytes: Double) {
    self.multiplyAdds = multiplyAdds
    self.bytes = bytes
  }
}
