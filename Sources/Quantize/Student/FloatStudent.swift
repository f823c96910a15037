/// A student in float32: what training makes and quantisation reads.
public struct FloatStudent: Sendable {
  /// Its sizes, words, items and labels.
  public let configuration: StudentConfiguration
  /// Where its tensors lie.
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

  /// The elements of a tensor, row-major; a caller's mistake if the architecture has none of them.
  public func tensor(_ role: TensorRole) -> ArraySlice<Float> { parameters[layout[role].range] }
}
