import KDSystem

/// Clock readings of one response, taken between its stages.
struct StageTimes {
  /// Index of the response.
  let response: Int
  let begin: UInt64
  var tokenised: UInt64 = 0
  var encoded: UInt64 = 0
  var dense: UInt64 = 0
  var end: UInt64 = 0

  /// Readings of a stamped response.
  static let readingCount = 5
}

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
