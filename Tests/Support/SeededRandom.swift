import KDCommon

/// kdrun's own generator also draws what tests need; every use names its seed, so that a failing
/// test fails again.
extension Random: RandomNumberGenerator {
  package mutating func float(_ range: ClosedRange<Float>) -> Float {
    range.lowerBound + uniform() * (range.upperBound - range.lowerBound)
  }
}
