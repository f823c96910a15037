import KDData

/// A block of the input on its way: read, taken apart, scored, written, and used again.
///
/// Whoever took it from the queue owns it until it is done.
final class ScoringBlock: @unchecked Sendable {
  /// The bytes. Changed for another with each use.
  var input = ByteBlock()
  var rows: [RowOffsets] = []
  let results = OutputLines()
  /// Place in the stream, from 0.
  var number = 0
  /// Whether the results are complete; only the queue touches it.
  var isDone = false
}
