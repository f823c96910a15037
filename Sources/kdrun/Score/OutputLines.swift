import KDLines
import KDRuntime

/// The results of neighbouring responses: the bytes to write, what was counted, what went wrong.
///
/// Used again for each block, so that its memory settles.
final class OutputLines {
  /// Lines ready to be written.
  var lines: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: memory, count: count) }
  /// Responses by `Reason.rawValue`.
  private(set) var reasonCounts = [Int](repeating: 0, count: Reason.allCases.count)
  /// Why nothing after `lines` was scored.
  private(set) var failure: Failure?

  private var memory: UnsafeMutablePointer<UInt8>
  private var count = 0
  private var capacity = 1 << 16

  init() { memory = .allocate(capacity: capacity) }

  deinit { memory.deallocate() }

  /// Forgets the last block.
  func clear() {
    count = 0
    failure = nil
    for index in reasonCounts.indices { reasonCounts[index] = 0 }
  }

  /// Appends what `body` writes, at most `byteCount` bytes.
  @inline(__always)
  func append(_ reason: Reason, _ byteCount: Int, _ body: (inout ByteWriter) -> Void) {
    if byteCount > capacity - count { grow(count + byteCount) }
    var writer = ByteWriter(memory + count)
    body(&writer)
    count += writer.count
    reasonCounts[Int(reason.rawValue)] += 1
  }

  /// Says why there is no more.
  func fail(_ failure: Failure) { self.failure = failure }

  private func grow(_ byteCount: Int) {
    capacity = max(2 * capacity, byteCount)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: memory, count: count)
    memory.deallocate()
    memory = larger
  }
}
