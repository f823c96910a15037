/// Reads a stream in blocks of whole records, in constant memory.
///
/// A block ends when it is full, or when nothing more waits to be read: who writes line by line
/// is answered line by line. Of a record of more than `limit` bytes the first `limit + 1` are
/// kept. A byte order mark at the start of the stream is left out.
package struct BlockReader<Input: ByteInput> {
  private var input: Input
  private let blockByteCount: Int
  private let limit: Int
  private var cutter: RecordBoundary
  private var current = ByteBlock()
  private var isAtStart = true
  /// Whether the stream has ended; the last block may still be here.
  package private(set) var isAtEnd = false
  /// Bytes read so far.
  package private(set) var byteCount = 0

  /// - Parameters:
  ///   - hasQuotes: whether a line feed in quotes is not the end of a record.
  ///   - blockByteCount: bytes after which a block is full.
  ///   - limit: bytes of the longest record that is kept whole.
  package init(
    _ input: Input, hasQuotes: Bool, blockByteCount: Int = 1 << 16,
    limit: Int = BlockParser.maximumLineByteCount
  ) {
    self.input = input
    self.blockByteCount = blockByteCount
    self.limit = limit
    cutter = RecordBoundary(hasQuotes: hasQuotes)
  }

  /// The next block, or nil: at the end, or when it would have to wait and may not.
  ///
  /// - Parameter spare: an unused block; it is the reader's when another is returned.
  package mutating func next(
    mayWait: Bool, spare: ByteBlock
  ) throws(Input.Fault) -> ByteBlock? {
    while true {
      cutter.scan(current.memory, current.count)
      if isAtEnd { return current.count > 0 ? seal(at: current.count, spare) : nil }
      if let end = cutter.end, current.count >= blockByteCount || !input.hasMore() {
        return seal(at: end, spare)
      }
      if cutter.end == nil && current.count > limit { dropMiddle() }
      if !mayWait && !input.hasMore() { return nil }
      try fill()
    }
  }

  private mutating func fill() throws(Input.Fault) {
    let isFull = current.count >= blockByteCount
    let goal = isFull ? current.count + blockByteCount : blockByteCount
    current.reserve(goal)
    let count = try input.read(
      into: current.memory + current.count, count: goal - current.count)
    isAtEnd = count == 0
    current.count += count
    byteCount += count
    if isAtStart { skipMark() }
  }

  private mutating func skipMark() {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let length = min(current.count, mark.count)
    let mayBeMark = mark[..<length].elementsEqual(current.bytes[..<length])
    if mayBeMark && length < mark.count && !isAtEnd { return }
    if mayBeMark && length == mark.count {
      current.count -= length
      current.memory.update(from: current.memory + length, count: current.count)
    }
    isAtStart = false
  }

  /// Of a record that is too long only the beginning stays, and the last bytes for the cutter.
  private mutating func dropMiddle() {
    let kept = limit + 1
    // The cutter looks at the byte before a quote.
    let from = max(kept, cutter.scanned - 1)
    current.isCut = true
    current.skippedLineFeeds += current.lineFeedCount(from: kept, to: from)
    (current.memory + kept).update(from: current.memory + from, count: current.count - from)
    current.count -= from - kept
    cutter.skipRecord(droppedByteCount: from - kept)
  }

  /// Hands out the records before `end`; the bytes behind it begin the next block.
  private mutating func seal(at end: Int, _ spare: ByteBlock) -> ByteBlock {
    let block = current
    spare.restart(block.memory + end, count: block.count - end)
    block.isUnterminated = isAtEnd && cutter.isOpen(at: block.count)
    if block.isCut {
      block.skippedLineFeeds += block.lineFeedCount(from: limit + 1, to: end)
    }
    block.seal(count: block.isCut ? limit + 1 : end)
    cutter.take(upTo: end)
    current = spare
    return block
  }
}
