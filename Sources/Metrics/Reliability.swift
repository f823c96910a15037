/// Whether a model is right as often as it says: its answers by confidence, in bins of equal width.
///
/// Guo, Pleiss, Sun and Weinberger, *On Calibration of Modern Neural Networks* (2017), section 2:
/// bin m of M holds the responses whose confidence is in ((m − 1) / M, m / M]; acc is the part of
/// them that is right, conf their mean confidence, and the expected calibration error
/// ECE = Σ |B_m| / n · |acc(B_m) − conf(B_m)|. Three of four answers given with 0.8 are right:
/// acc 0.75, conf 0.8, ECE 0.05.
public struct Reliability: Sendable, Equatable {
  /// Responses of nearly the same confidence.
  public struct Bin: Sendable, Equatable {
    /// How many there are.
    public var count = 0
    /// Part of them that is right, 0 … 1; 0 for an empty bin.
    public var accuracy = 0.0
    /// Their mean confidence, 0 … 1; 0 for an empty bin.
    public var confidence = 0.0
  }

  /// Bins unless told otherwise.
  public static let standardBinCount = 10

  /// From the least confidence to the most.
  public let bins: [Bin]
  /// ECE, 0 … 1; 0 for no responses.
  public let calibrationError: Double

  /// Sorts the answers into bins.
  ///
  /// - Parameter answers: confidence, 0 … 1, of the label given, and whether it is the right one.
  public init(
    _ answers: [(confidence: Double, isRight: Bool)], binCount: Int = standardBinCount
  ) {
    var bins = [Bin](repeating: Bin(), count: binCount)
    for answer in answers {
      // The upper edge belongs to a bin, but for the rounding of the product.
      let place = (answer.confidence * Double(binCount) - 1e-9).rounded(.up)
      let index = min(max(Int(place) - 1, 0), binCount - 1)
      bins[index].count += 1
      bins[index].accuracy += answer.isRight ? 1 : 0
      bins[index].confidence += answer.confidence
    }
    for index in bins.indices where bins[index].count > 0 {
      bins[index].accuracy /= Double(bins[index].count)
      bins[index].confidence /= Double(bins[index].count)
    }
    self.bins = bins
    calibrationError = bins.reduce(0) { sum, bin in
      let share = Double(bin.count) / Double(max(answers.count, 1))
      return sum + share * (bin.accuracy - bin.confidence).magnitude
    }
  }
}
