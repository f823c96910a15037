import Dispatch
import Foundation
import KDRuntime

/// Scores a stream of records on several cores and writes the results in input order.
///
/// Memory does not depend on the number or the length of the records.
final class ScoreStream: @unchecked Sendable {
  /// Records that a worker takes at once.
  private static let sliceCount = 128

  private let workers: [ScoreWorker]
  private let slices: [ScoreSlice]
  private var records: [ScoreRecord] = []
  private var base: UnsafePointer<UInt8>?
  private let lock = NSLock()
  private var nextSlice = 0

  /// Responses written so far, by `Reason.rawValue`.
  private(set) var reasonCounts = [Int](repeating: 0, count: Reason.allCases.count)
  var responseCount: Int { reasonCounts.reduce(0, +) }

  init(_ workers: [ScoreWorker]) {
    self.workers = workers
    let most = (batchCount + Self.sliceCount - 1) / Self.sliceCount
    slices = (0..<most).map { _ in ScoreSlice() }
    records.reserveCapacity(batchCount)
  }

  /// Scores all that `source` has.
  ///
  /// - Parameters:
  ///   - name: the source in messages.
  ///   - progress: called after each batch with the number of bytes read.
  func run(
    _ source: some ScoreSource, name: String, progress: (Int) -> Void
  ) throws(Failure) {
    var source = source
    while try source.next(&records) {
      base = source.base
      let used = slices[..<((records.count + Self.sliceCount - 1) / Self.sliceCount)]
      scoreBatch(used.count)
      for slice in used {
        // A slice that a signal kept from being scored, and those after it, are not written.
        if !slice.isDone { try Signals.check() }
        try write(slice, name: name)
      }
      try Signals.check()
      progress(source.byteCount)
    }
  }

  private func write(_ slice: ScoreSlice, name: String) throws(Failure) {
    try Terminal.write(slice.lines)
    for index in reasonCounts.indices { reasonCounts[index] += slice.reasonCounts[index] }
    if let fault = slice.fault {
      throw .badRow(source: name, line: fault.line, reason: fault.reason)
    }
  }

  private func scoreBatch(_ sliceCount: Int) {
    for slice in slices[..<sliceCount] { slice.clear() }
    nextSlice = 0
    let threads = min(workers.count, sliceCount)
    if threads == 1 {
      work(0, sliceCount)
    } else {
      DispatchQueue.concurrentPerform(iterations: threads) { work($0, sliceCount) }
    }
  }

  /// Takes slices until none is left. They are handed out in order, so a signal leaves no gap.
  private func work(_ worker: Int, _ sliceCount: Int) {
    while Signals.pending == 0, let index = takeSlice(sliceCount) {
      let first = index * Self.sliceCount
      let range = first..<min(first + Self.sliceCount, records.count)
      workers[worker].score(records[range], at: base!, into: slices[index])
    }
  }

  private func takeSlice(_ sliceCount: Int) -> Int? {
    lock.lock()
    defer { lock.unlock() }
    if nextSlice == sliceCount { return nil }
    nextSlice += 1
    return nextSlice - 1
  }
}
