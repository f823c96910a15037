/// Why a float student cannot be made into an integer one.
public enum QuantizeError: Error, Equatable, CustomStringConvertible {
  /// A parameter is NaN or infinite.
  case notFinite(tensor: TensorRole)
  /// Weights so large that the integer sums could wrap.
  case tooLarge(tensor: TensorRole, magnitude: Float)
  /// No text to calibrate the activation scales on.
  case noCalibrationText

  /// What was expected and what was there, on one line.
  public var description: String {
    switch self {
    case .notFinite(let tensor): "\(tensor.name): expected finite weights, got NaN or infinity"
    case .tooLarge(let tensor, let magnitude):
      "\(tensor.name): expected weights that fit the integer format, got magnitude \(magnitude)"
    case .noCalibrationText: "calibration: expected at least one text with a word, got none"
    }
  }
}
