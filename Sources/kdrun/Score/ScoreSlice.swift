import KDRuntime

/// The results of neighbouring records: the bytes to write, what was counted, what went wrong.
///
/// Used again for each batch, so that its memory settles.
final class ScoreSlice {
  /// Lines ready to be written.
  var lines: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: memory, count: count) }
  /// Responses by `Reason.rawValue`.
  private(set) var reasonCounts = [Int](repeating: 0, count: Reason.allCases.count)
  /// The first row that could not be read; no later record of the slice was scored.
  private(set) var fault: (line: Int, reason: String)?
  /// Whether a worker went through it; false after a signal.
  private(set) var isDone = false

  private var memory: UnsafeMutablePointer<UInt8>
  private var count = 0
  private var capacity = 1 << 16

  init() { memory = .allocate(capacity: capacity) }

  deinit { memory.deallocate() }

  /// Forgets the last batch.
  func clear() {
    count = 0
    fault = nil
    isDone = false
    for index in reasonCounts.indices { reasonCounts[index] = 0 }
  }

  /// Appends what `body` writes, at most `byteCount` bytes.
  func append(_ reason: Reason, _ byteCount: Int, _ body: (inout ByteWriter) -> Void) {
    reserve(byteCount)
    var writer = ByteWriter(memory + count)
    body(&writer)
    count += writer.count
    reasonCounts[Int(reason.rawValue)] += 1
  }

  /// Marks it as gone through.
  func finish(_ fault: (line: Int, reason: String)?) {
    self.fault = fault
    isDone = true
  }

  private func reserve(_ byteCount: Int) {
    if byteCount <= capacity - count { return }
    capacity = max(2 * capacity, count + byteCount)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: memory, count: count)
    memory.deallocate()
    memory = larger
  }
}
