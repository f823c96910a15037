import Foundation
import KDRuntime

/// Cuts a stream into lines: one response each, or `item TAB response`.
///
/// Every line gives one record, an empty one too. A line of more than `limit` bytes is skipped while
/// reading. A byte order mark at the start is not part of the text.
struct LineSource: ScoreSource {
  /// Bytes of the longest line that is read whole: the longest text, an item and a tab.
  static let limit = Scorer.maximumByteCount + 1024

  private let file: InputFile
  private let hasItems: Bool
  /// Not freed: a source lives as long as the process.
  private let memory: UnsafeMutablePointer<UInt8>
  private static let capacity = limit + 2 * blockByteCount
  /// The first byte that belongs to no record handed out so far.
  private var start = 0
  /// No line feed stands between `start` and this byte.
  private var scanned = 0
  private var end = 0
  private var line = 1
  /// Whether the line in hand passed the limit; its bytes are not kept.
  private var isTooLong = false
  private var isAtStart = true
  private var isAtEnd = false
  private(set) var byteCount = 0

  /// - Parameter hasItems: whether an item stands before the first tab of a line.
  init(_ file: InputFile, hasItems: Bool) {
    self.file = file
    self.hasItems = hasItems
    memory = .allocate(capacity: Self.capacity)
  }

  var base: UnsafePointer<UInt8> { UnsafePointer(memory) }

  mutating func next(_ records: inout [ScoreRecord]) throws(Failure) -> Bool {
    records.removeAll(keepingCapacity: true)
    while true {
      while records.count < batchCount, let feed = lineFeed() {
        records.append(take(upTo: feed))
      }
      if !records.isEmpty { return true }
      if isAtEnd {
        guard start < end || isTooLong else { return false }
        records.append(take(upTo: end))
        return true
      }
      try fill()
    }
  }

  private mutating func lineFeed() -> Int? {
    if scanned < end, let found = memchr(memory + scanned, 10, end - scanned) {
      return UnsafeMutableRawPointer(memory).distance(to: found)
    }
    scanned = end
    if end - start > Self.limit { isTooLong = true }
    return nil
  }

  /// The record before `feed`; the next begins after it.
  private mutating func take(upTo feed: Int) -> ScoreRecord {
    defer {
      start = min(feed + 1, end)
      scanned = start
      line += 1
      isTooLong = false
    }
    if isTooLong || feed - start > Self.limit {
      return ScoreRecord(text: start..<start, number: line, isTooLong: true)
    }
    guard hasItems, let found = memchr(memory + start, 9, feed - start) else {
      return ScoreRecord(text: start..<feed, number: line)
    }
    let tab = UnsafeMutableRawPointer(memory).distance(to: found)
    return ScoreRecord(text: (tab + 1)..<feed, item: start..<tab, number: line)
  }

  /// Moves what is left to the front and reads until a block is there or nothing more waits.
  private mutating func fill() throws(Failure) {
    if isTooLong { start = end }
    memmove(memory, memory + start, end - start)
    end -= start
    scanned = end
    start = 0
    let enough = end + blockByteCount
    repeat {
      let count = try file.read(into: memory + end, count: Self.capacity - end)
      isAtEnd = count == 0
      end += count
      byteCount += count
    } while !isAtEnd && (mayBeByteOrderMark && end < 3 || end < enough && file.hasMore())
    if end >= 3 && mayBeByteOrderMark {
      start = 3
      scanned = 3
    }
    isAtStart = false
  }

  /// Whether the stream so far is a UTF-8 byte order mark or its beginning.
  private var mayBeByteOrderMark: Bool {
    isAtStart && zip([0xEF, 0xBB, 0xBF], 0..<min(end, 3)).allSatisfy { memory[$1] == $0 }
  }
}
