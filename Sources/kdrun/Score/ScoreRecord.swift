/// One response, as offsets from the base of its source's memory.
struct ScoreRecord {
  /// What stands for an id or an item that the data does not give.
  static let none = -1..<(-1)

  /// Empty in a record that is too long.
  var text: Range<Int>
  var item = none
  var id = none
  /// 1-based: the line in text without a header, else the row. It is the id when there is none.
  var number: Int
  /// Longer than the source's limit.
  var isTooLong = false
}

/// Where `score` takes its responses from, a batch at a time, in constant memory.
protocol ScoreSource {
  /// Replaces `records` by the next batch; false at the end.
  ///
  /// It waits only when no whole record is there, so a slow writer is answered line by line. What
  /// cannot be read throws after the records before it were handed out.
  mutating func next(_ records: inout [ScoreRecord]) throws(Failure) -> Bool

  /// What the offsets of the last batch count from.
  var base: UnsafePointer<UInt8> { get }

  /// Bytes read so far.
  var byteCount: Int { get }
}

/// Most records of one batch, which bounds what their results can take.
let batchCount = 8192

/// Bytes asked for at once.
let blockByteCount = 1 << 20
