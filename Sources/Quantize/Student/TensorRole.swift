/// A tensor of a student, by what it is for. Gate order is i, f, g, o everywhere.
public enum TensorRole: Hashable, Sendable {
  /// In which the LSTM reads a response.
  public enum Direction: Int, Sendable, CaseIterable { case forward, reverse }

  /// The two layers behind the pooling.
  public enum DenseLayer: Sendable, CaseIterable {
    /// With ReLU.
    case hidden
    /// Whose results are the logits.
    case output
  }

  /// [V, E]: a row a token.
  case embedding
  /// W_ih [4H, E]: from a token's embedding to the gates.
  case inputWeight(Direction)
  /// W_hh [4H, H]: from the hidden state before to the gates.
  case recurrentWeight(Direction)
  /// [4H]: one bias a gate and unit.
  case gateBias(Direction)
  /// [outputs, inputs].
  case denseWeight(DenseLayer)
  /// [outputs].
  case denseBias(DenseLayer)

  /// PyTorch's name for it, for example `lstm.weight_ih_l0_reverse`: the one in float students'
  /// files and in messages.
  public var name: String {
    switch self {
    case .embedding: "embedding.weight"
    case .inputWeight(let direction): "lstm.weight_ih_l0" + direction.suffix
    case .recurrentWeight(let direction): "lstm.weight_hh_l0" + direction.suffix
    case .gateBias(let direction): "lstm.bias_ih_l0" + direction.suffix
    case .denseWeight(let layer): layer.name + ".weight"
    case .denseBias(let layer): layer.name + ".bias"
    }
  }

  /// PyTorch adds two biases to each gate: the name of the second, nil for all other tensors.
  public var secondBiasName: String? {
    guard case .gateBias(let direction) = self else { return nil }
    return "lstm.bias_hh_l0" + direction.suffix
  }
}

extension TensorRole.Direction {
  fileprivate var suffix: String { self == .forward ? "" : "_reverse" }
}

extension TensorRole.DenseLayer {
  fileprivate var name: String { self == .hidden ? "dense1" : "dense2" }
}
