/// An int8 matrix with a scale a row (an output channel, or a token of the embedding), as the
/// model file holds it.
///
/// The runtime widens a weight to int16: `(value · multiplier + 128) >> 8`, over 2^`fractionBits`.
public struct QuantizedMatrix: Sendable, Equatable {
  /// Output channels, or tokens.
  public var rows: Int
  /// Inputs.
  public var columns: Int
  /// A widened weight is an integer over 2^`fractionBits`.
  public var fractionBits: Int
  /// One a row.
  public var multipliers: [UInt16]
  /// Row-major, −127 … 127.
  public var values: [Int8]

  /// Takes the parts as they are.
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
