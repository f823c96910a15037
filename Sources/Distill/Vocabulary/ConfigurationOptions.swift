import KDQuantize

/// What `makeConfiguration` chooses from.
public struct ConfigurationOptions: Sendable {
  /// The layers.
  public var architecture = Architecture.lstm
  /// Makes each item of the training responses a token.
  public var itemToken = false
  /// How many words; `nil`: as many as `maximumParameters` leaves room for.
  public var vocabularySize: Int?
  /// Most parameters of the whole student.
  public var maximumParameters = 30_000
  /// Later tokens of a response are ignored.
  public var maxTokens = 200
  /// The classes; `nil`: the labels of the training responses, in class order. Students of choice
  /// questions have `Choice.labels` in any case.
  public var labels: [String]?
  /// A student that training begins with; its words fill what room is left, in their order, and
  /// its items join those of the training responses.
  public var initial: StudentConfiguration?

  /// The defaults of the command line.
  public init() {}
}
