/// Whole records of a stream, one after the other, for one thread to take apart.
///
/// One owner at a time: the reader, then a worker, then the reader again.
package final class ByteBlock: @unchecked Sendable {
  /// The records from offset 0 on, then what `append` added.
  package private(set) var memory: UnsafeMutablePointer<UInt8>
  /// Bytes of the records.
  package internal(set) var count = 0
  /// What `countLines` found last; the bytes may have been changed since.
  private(set) var lineCount = 0
  /// Where the first row starts: the header is before it.
  package var start = 0
  /// The block is the beginning of one record that is longer than the reader's limit.
  package var isCut = false
  /// Line feeds of a cut record that are not in the block.
  package var skippedLineFeeds = 0
  /// The stream ended within the quotes of a cut record.
  package var isUnterminated = false

  private var capacity = 0
  private var used = 0
  /// Bytes behind the last that may be read, so that a scan can take eight at once.
  private static let slack = 16

  package init() {
    memory = .allocate(capacity: ByteBlock.slack)
  }

  deinit { memory.deallocate() }

  package var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: memory, count: count) }

  /// Counts the line feeds of the stream that the block stands for.
  package func countLines() -> Int {
    lineCount = lineFeedCount(from: 0, to: count) + skippedLineFeeds
    return lineCount
  }

  /// Line feeds in the bytes from `start` up to `end`.
  package func lineFeedCount(from start: Int, to end: Int) -> Int {
    var result = 0
    var position = start
    let feeds = SIMD16<UInt8>(repeating: 0x0A)
    while end - position >= 16 {
      // A lane counts to 255.
      var sums = SIMD16<UInt8>()
      for _ in 0..<min(255, (end - position) / 16) {
        let part = UnsafeRawPointer(memory).loadUnaligned(
          fromByteOffset: position, as: SIMD16<UInt8>.self)
        sums.replace(with: sums &+ 1, where: part .== feeds)
        position += 16
      }
      for lane in 0..<16 { result += Int(sums[lane]) }
    }
    while position < end {
      if memory[position] == 0x0A { result += 1 }
      position += 1
    }
    return result
  }

  /// Makes it hold `count` bytes of `source` and nothing else.
  package func restart(_ source: UnsafePointer<UInt8>, count: Int) {
    self.count = 0
    start = 0
    isCut = false
    skippedLineFeeds = 0
    isUnterminated = false
    reserve(count)
    memory.update(from: source, count: count)
    self.count = count
  }

  /// Makes room for `byteCount` bytes and keeps those of the records.
  package func reserve(_ byteCount: Int) { grow(byteCount, keeping: count) }

  /// Ends the filling: what `append` adds comes behind the records.
  package func seal(count: Int) {
    self.count = count
    used = count
  }

  /// Puts bytes that do not stand in the records as they are behind them.
  package func append(_ source: ArraySlice<UInt8>) -> Range<Int> {
    grow(used + source.count, keeping: used)
    source.withUnsafeBufferPointer {
      if let base = $0.baseAddress { (memory + used).update(from: base, count: $0.count) }
    }
    used += source.count
    return (used - source.count)..<used
  }

  private func grow(_ byteCount: Int, keeping kept: Int) {
    if byteCount <= capacity { return }
    capacity = max(byteCount, capacity + capacity / 2)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + ByteBlock.slack)
    larger.update(from: memory, count: kept)
    memory.deallocate()
    memory = larger
  }
}
