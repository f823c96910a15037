import KDData
import KDRuntime
import KDSystem

/// Scores a stream on several cores and writes the results in input order.
///
/// The thread that calls it reads, writes and scores in between; the others only score. Memory
/// does not depend on the number or the length of the records.
final class ParallelScorer {
  private let threadCount: Int
  private let makeWorker: @Sendable () throws(Failure) -> BlockScorer
  private let worker: BlockScorer
  private var startedCount = 1
  private var blockCount = 0
  private var spares: [ScoringBlock] = []

  /// Responses written so far, by `Reason.rawValue`.
  private(set) var reasonCounts = [Int](repeating: 0, count: Reason.allCases.count)
  var responseCount: Int { reasonCounts.reduce(0, +) }

  /// - Parameter makeWorker: called on each thread, once there is work for it.
  init(
    threadCount: Int, _ makeWorker: @escaping @Sendable () throws(Failure) -> BlockScorer
  ) throws(Failure) {
    self.threadCount = threadCount
    self.makeWorker = makeWorker
    worker = try makeWorker()
  }

  /// Scores texts, all of them at hand.
  func run(_ texts: [[UInt8]]) throws(Failure) {
    let results = OutputLines()
    worker.score(texts, into: results)
    try write(results)
  }

  /// Scores all that `source` has.
  ///
  /// - Parameter progress: called after each block with the number of bytes read.
  func run(_ source: BlockSource, progress: (Int) -> Void) throws(Failure) {
    var source = source
    let queue = BlockQueue(lines: source.lineCount)
    defer { queue.close() }
    var parser = source.parser
    // Enough that no worker waits while this thread is busy with a block of its own.
    let limit = threadCount == 1 ? 1 : 2 * threadCount + 2
    while true {
      let count = queue.count
      if let block = try queue.pop() {
        spares.append(block)
        try write(block.results)
        progress(source.byteCount)
      } else if count < limit, let block = read(&source, mayWait: count == 0) {
        if queue.push(block) && startedCount < threadCount { start(queue, source.parser) }
      } else if count == 0 {
        return try source.finish()
      } else if let block = queue.take() {
        worker.score(block, &parser, queue)
      } else {
        queue.waitForFirst()
      }
    }
  }

  private func read(_ source: inout BlockSource, mayWait: Bool) -> ScoringBlock? {
    let block = spares.popLast() ?? ScoringBlock()
    guard source.next(mayWait: mayWait, into: block) else {
      spares.append(block)
      return nil
    }
    block.number = blockCount
    blockCount += 1
    return block
  }

  private func start(_ queue: BlockQueue, _ parser: BlockParser) {
    startedCount += 1
    startThread { [makeWorker] in
      var parser = parser
      do throws(Failure) {
        let worker = try makeWorker()
        while let block = queue.takeOrWait() { worker.score(block, &parser, queue) }
      } catch { queue.fail(error) }
    }
  }

  private func write(_ results: OutputLines) throws(Failure) {
    try Terminal.write(results.lines)
    for index in reasonCounts.indices { reasonCounts[index] += results.reasonCounts[index] }
    if let failure = results.failure { throw failure }
  }
}
