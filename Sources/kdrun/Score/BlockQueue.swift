import KDSystem

/// Hands blocks from the thread that reads and writes to those that score, and back in order.
///
/// The lock is held for a few instructions, a few times a block. The thread that reads scores too
/// when it has nothing else to do.
final class BlockQueue: @unchecked Sendable {
  private let condition = Condition()
  /// In input order: those taken, then those that wait.
  private var blocks: [ScoringBlock] = []
  private var takenCount = 0
  private var idleCount = 0
  private var isClosed = false
  /// Why a worker could not begin.
  private var failure: Failure?
  /// The number of the next block to be counted, and the rows and lines before it.
  private var countedBlocks = 0
  private var counted: (rows: Int, lines: Int)

  /// - Parameter lines: those before the first block.
  init(lines: Int) { counted = (0, lines) }

  // MARK: - The thread that reads and writes

  /// Blocks that were pushed and not yet popped.
  var count: Int { condition.withLock { blocks.count } }

  /// Adds a block that was read; whether there is work for one worker more.
  func push(_ block: ScoringBlock) -> Bool {
    condition.withLock {
      block.isDone = false
      blocks.append(block)
      if idleCount > 0 { condition.broadcast() }
      return idleCount == 0 && blocks.count - takenCount > 1
    }
  }

  /// A block that no one has taken, or nil.
  func take() -> ScoringBlock? { condition.withLock { takeNext() } }

  /// The first block when it is done, else nil.
  func pop() throws(Failure) -> ScoringBlock? {
    let (block, failure) = condition.withLock { () -> (ScoringBlock?, Failure?) in
      guard let first = blocks.first, first.isDone else { return (nil, self.failure) }
      takenCount -= 1
      return (blocks.removeFirst(), nil)
    }
    if let failure { throw failure }
    return block
  }

  /// Waits until the first block is done.
  func waitForFirst() {
    condition.withLock {
      while let first = blocks.first, !first.isDone, failure == nil { condition.wait() }
    }
  }

  /// Sends the workers home.
  func close() {
    condition.withLock {
      isClosed = true
      condition.broadcast()
    }
  }

  // MARK: - Workers

  /// The next block; waits for it. Nil when there will be none.
  func takeOrWait() -> ScoringBlock? {
    condition.withLock {
      while !isClosed {
        if let block = takeNext() { return block }
        idleCount += 1
        condition.wait()
        idleCount -= 1
      }
      return nil
    }
  }

  /// The rows and lines before `block`, which has so many itself.
  ///
  /// Blocks are taken in order and counted at once, so the wait is short.
  func count(_ block: ScoringBlock, rows: Int, lines: Int) -> (rows: Int, lines: Int) {
    condition.withLock {
      while countedBlocks != block.number { condition.wait() }
      defer {
        countedBlocks += 1
        counted = (counted.rows + rows, counted.lines + lines)
        condition.broadcast()
      }
      return counted
    }
  }

  /// Marks a block as scored.
  func finish(_ block: ScoringBlock) {
    condition.withLock {
      block.isDone = true
      if block === blocks.first { condition.broadcast() }
    }
  }

  /// Tells that a worker could not begin.
  func fail(_ failure: Failure) {
    condition.withLock {
      self.failure = failure
      condition.broadcast()
    }
  }

  private func takeNext() -> ScoringBlock? {
    guard takenCount < blocks.count else { return nil }
    takenCount += 1
    return blocks[takenCount - 1]
  }
}
