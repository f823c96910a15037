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
