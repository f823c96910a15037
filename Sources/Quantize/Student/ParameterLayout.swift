/// One tensor inside a student's flat parameter array, row-major.
public struct ParameterTensor: Sendable, Equatable {
  /// What it is for.
  public let role: TensorRole
  /// Rows and columns, or how many elements a vector has.
  public let shape: [Int]
  /// Of its first element in `FloatStudent.parameters`.
  public let offset: Int
  /// Elements.
  public var count: Int { shape.reduce(1, *) }
  /// Of its elements in `FloatStudent.parameters`.
  public var range: Range<Int> { offset..<offset + count }
  /// PyTorch's name (`TensorRole.name`).
  public var name: String { role.name }
}

/// Where each tensor lies in `FloatStudent.parameters`.
public struct ParameterLayout: Sendable {
  /// In their order there; the embedding comes first.
  public let tensors: [ParameterTensor]
  /// Elements of all tensors.
  public let count: Int

  /// The layout of students of this shape.
  public init(_ configuration: StudentConfiguration) {
    let (e, h) = (configuration.embeddingSize, configuration.hiddenSize)
    let d = configuration.denseSize
    var shapes: [(TensorRole, [Int])] = [(.embedding, [configuration.vocabularyCount, e])]
    let gates = configuration.architecture.gateCount * h
    for direction in configuration.architecture.directions {
      shapes.append((.inputWeight(direction), [gates, e]))
      shapes.append((.recurrentWeight(direction), [gates, h]))
      // One bias a gate: the file splits it into PyTorch's b_ih (this) and b_hh (zero).
      shapes.append((.gateBias(direction), [gates]))
    }
    shapes.append((.denseWeight(.hidden), [d, configuration.pooledSize]))
    shapes.append((.denseBias(.hidden), [d]))
    shapes.append((.denseWeight(.output), [configuration.labels.count, d]))
    shapes.append((.denseBias(.output), [configuration.labels.count]))
    var tensors: [ParameterTensor] = []
    var offset = 0
    for (role, shape) in shapes {
      tensors.append(ParameterTensor(role: role, shape: shape, offset: offset))
      offset += tensors[tensors.count - 1].count
    }
    self.tensors = tensors
    count = offset
  }

  /// The tensor of this role; a caller's mistake if the architecture has none.
  public subscript(_ role: TensorRole) -> ParameterTensor {
    guard let tensor = tensors.first(where: { $0.role == role }) else {
      preconditionFailure("no such parameter")
    }
    return tensor
  }
}
