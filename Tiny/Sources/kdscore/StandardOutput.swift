import KDLines
import Process

/// Standard output, written a buffer at a time.
struct StandardOutput: ~Copyable {
  private let memory: UnsafeMutableBufferPointer<UInt8>
  private var count = 0

  init(_ memory: UnsafeMutableBufferPointer<UInt8>) { self.memory = memory }

  /// A writer of at most `byteCount` bytes, which `take` makes part of the output.
  mutating func writer(_ byteCount: Int) throws(Exit) -> ByteWriter {
    if byteCount > memory.count - count { try flush() }
    return ByteWriter(memory.baseAddress! + count)
  }

  mutating func take(_ writer: ByteWriter) { count += writer.count }

  mutating func flush() throws(Exit) {
    try write(UnsafeBufferPointer(rebasing: memory[..<count]))
    count = 0
  }
}

/// Writes `bytes` to standard output; when a signal comes, up to the end of the line in hand.
func write(_ bytes: UnsafeBufferPointer<UInt8>) throws(Exit) {
  var start = 0
  var end = bytes.count
  var isStopping = false
  while start < end {
    let count = system_write(1, bytes.baseAddress! + start, system_size(end - start))
    if count == -SYSTEM_EINTR {
      // A line that is begun is finished; no other is begun.
      if isStopping || start == 0 || bytes[start - 1] == 0x0A { throw .stopped }
      isStopping = true
      end = start
      while end < bytes.count, bytes[end] != 0x0A { end += 1 }
      end = min(end + 1, bytes.count)
      system_finish()
    } else if count == -SYSTEM_EPIPE {
      throw .inputOutput  // Whoever stopped reading does not want to hear of it.
    } else if count < 0 {
      throw refused(.inputOutput, Text("standard output: cannot be written"), -count)
    } else {
      start += count
    }
  }
  if isStopping { throw .stopped }
}
