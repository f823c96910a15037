import KDRuntime

/// An int8 matrix with a scale a row (an output channel, or a token of the embedding), as the model file holds it.
///
/// The runtime widens a weight to int16: `(value · multiplier + 128) >> 8`, over 2^`fractionBits`.
public struct QuantizedMatrix: Sendable, Equatable {
  public var rows: Int
  public var columns: Int
  public var fractionBits: Int
  /// One a row.
  public var multipliers: [UInt16]
  /// Row-major, −127 … 127.
  public var values: [Int8]

  public init(
    rows: Int, columns: Int, fractionBits: Int, multipliers: [UInt16],
    values: [Int8]
  ) {
    self.rows = rows
    self.columns = columns
    self.fractionBits = fractionBits
    self.multipliers = multipliers
    self.values = values
  }
}

/// One layer of the integer student; fields as in Schema/student.fbs.
public struct QuantizedLayer: Sendable, Equatable {
  public var kind: LayerKind
  public var activation: Activation = .none
  public var inputBits = 0
  public var outputBits = 0
  public var shift = 0
  public var inputs = 0
  public var outputs = 0
  public var inputLimit: Int32 = 0
  public var sumMaximum: Float = 0
  public var outputMaximum: Float = 0
  public var sumBounds: [UInt32] = []
  public var weights: [QuantizedMatrix] = []
  public var bias: [Int32] = []

  public init(_ kind: LayerKind) { self.kind = kind }
}

/// An integer student ready to be written to a model file.
public struct QuantizedStudent: Sendable {
  public var configuration: StudentConfiguration
  public var layers: [QuantizedLayer]
  /// A logit is an integer over 2^`logitBits`.
  public var logitBits: Int
  /// How many responses and tokens the activation scales were calibrated on.
  public var calibrationResponses: Int
  public var calibrationTokens: Int

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
