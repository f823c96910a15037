/// An integer student ready to be written to a model file.
public struct QuantizedStudent: Sendable {
  /// Its sizes, words, items and labels.
  public var configuration: StudentConfiguration
  /// In the order of the file.
  public var layers: [QuantizedLayer]
  /// A logit is an integer over 2^`logitBits`.
  public var logitBits: Int
  /// How many responses and tokens the activation scales were calibrated on.
  public var calibrationResponses: Int
  /// Tokens of those responses.
  public var calibrationTokens: Int

  /// Takes the parts as they are.
  public init(
    configuration: StudentConfiguration, layers: [QuantizedLayer], logitBits: Int,
    calibrationResponses: Int, calibrationTokens: Int
  ) {
    self.configuration = configuration
    self.layers = layers
    self.logitBits = logitBits
    self.calibrationResponses = calibrationResponses
    self.calibrationTokens = calibrationTokens
  }
}
