import KDRuntime

/// One layer of the integer student; fields as in Schema/student.fbs.
public struct QuantizedLayer: Sendable, Equatable {
  /// What it does.
  public var kind: LayerKind
  /// What follows its sums.
  public var activation: Activation = .none
  /// Its inputs are integers over 2^`inputBits`.
  public var inputBits = 0
  /// Its outputs are integers over 2^`outputBits`.
  public var outputBits = 0
  /// By how many bits a sum is shifted to the right, rounded.
  public var shift = 0
  /// Width of what it reads.
  public var inputs = 0
  /// Width of what it gives.
  public var outputs = 0
  /// Of the BiLSTM: the largest input sum that leaves room for the recurrent one.
  public var inputLimit: Int32 = 0
  /// Largest |sum| of the calibration.
  public var sumMaximum: Float = 0
  /// Largest |output| of the calibration.
  public var outputMaximum: Float = 0
  /// One a matrix: no sum of its rows can exceed it, whatever the input.
  public var sumBounds: [UInt32] = []
  /// One, or of the BiLSTM W_ih and W_hh of each direction.
  public var weights: [QuantizedMatrix] = []
  /// One a row, over the binary point of the sums; half of what the shift drops is in it.
  public var bias: [Int32] = []

  /// A layer of this kind, all else to be set.
  public init(_ kind: LayerKind) { self.kind = kind }
}
