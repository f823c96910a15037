import KDSystem

/// Nanoseconds a response, between the readings of the clock.
struct StageDurations {
  let tokenise: Double
  let encode: Double
  let dense: Double
  let softmax: Double
}

extension StageDurations {
  /// The means of `stamps`; what reading the clock takes is left out.
  init(_ stamps: [StageTimes]) {
    func mean(_ duration: (StageTimes) -> UInt64) -> Double {
      let sum = stamps.reduce(0.0) { $0 + Double(duration($1)) - Double(Clock.cost) }
      return max(sum / Double(stamps.count), 0)
    }
    tokenise = mean { $0.tokenised - $0.begin }
    encode = mean { $0.encoded - $0.tokenised }
    dense = mean { $0.dense - $0.encoded }
    softmax = mean { $0.end - $0.dense }
  }
}
