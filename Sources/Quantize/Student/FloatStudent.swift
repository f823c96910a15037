/// One named tensor inside a student's flat parameter array, row-major.
public struct ParameterTensor: Sendable, Equatable {
  /// PyTorch's name for it, for example `lstm.weight_ih_l0_reverse`.
  public let name: String
  public let shape: [Int]
  public let offset: Int
  public var count: Int { shape.reduce(1, *) }
  public var range: Range<Int> { offset..<offset + count }
}

/// Where each tensor lies in `FloatStudent.parameters`. Gate order is i, f, g, o.
public struct ParameterLayout: Sendable {
  public let tensors: [ParameterTensor]
  public let count: Int

  public init(_ configuration: StudentConfiguration) {
    let e = configuration.embeddingSize
    let h = configuration.hiddenSize
    let d = configuration.denseSize
    var shapes: [(String, [Int])] = [("embedding.weight", [configuration.vocabularyCount, e])]
    if configuration.architecture == .lstm {
      for suffix in ["", "_reverse"] {
        shapes.append(("lstm.weight_ih_l0\(suffix)", [4 * h, e]))
        shapes.append(("lstm.weight_hh_l0\(suffix)", [4 * h, h]))
        // One bias a gate: the file splits it into PyTorch's b_ih (this) and b_hh (zero).
        shapes.append(("lstm.bias_ih_l0\(suffix)", [4 * h]))
      }
    }
    shapes.append(("dense1.weight", [d, configuration.pooledSize]))
    shapes.append(("dense1.bias", [d]))
    shapes.append(("dense2.weight", [configuration.labels.count, d]))
    shapes.append(("dense2.bias", [configuration.labels.count]))
    var tensors: [ParameterTensor] = []
    var offset = 0
    for (name, shape) in shapes {
      tensors.append(ParameterTensor(name: name, shape: shape, offset: offset))
      offset += tensors[tensors.count - 1].count
    }
    self.tensors = tensors
    count = offset
  }

  /// The tensor called `name`; a caller's mistake if there is none.
  public subscript(_ name: String) -> ParameterTensor {
    guard let tensor = tensors.first(where: { $0.name == name }) else {
      preconditionFailure("no parameter called \(name)")
    }
    return tensor
  }
}

/// A student in float32: what training makes and quantisation reads.
public struct FloatStudent: Sendable {
  public let configuration: StudentConfiguration
  public let layout: ParameterLayout
  /// All tensors, one after the other, as `layout` says.
  public var parameters: [Float]

  /// A student with all parameters zero, unless given.
  public init(_ configuration: StudentConfiguration, parameters: [Float]? = nil) {
    self.configuration = configuration
    layout = ParameterLayout(configuration)
    self.parameters = parameters ?? [Float](repeating: 0, count: layout.count)
    precondition(self.parameters.count == layout.count, "wrong number of parameters")
  }

  /// The elements of the tensor called `name`.
  public func tensor(_ name: String) -> ArraySlice<Float> { parameters[layout[name].range] }
}
