import KDRuntime
import Process

/// A buffer over standard input.
struct StandardInput: ~Copyable {
  private let memory: UnsafeMutablePointer<UInt8>
  private let capacity: Int
  private var start = 0
  private var end = 0
  private(set) var isAtEnd = false
  private var isAtStart = true

  init(_ memory: UnsafeMutableBufferPointer<UInt8>) {
    self.memory = memory.baseAddress!
    capacity = memory.count
  }

  /// The bytes that were read and not yet dropped.
  var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: memory + start, count: end - start)
  }

  /// Whether no more can be read before something is dropped.
  var isFull: Bool { end - start == capacity }

  mutating func drop(_ count: Int) { start += count }

  /// Drops bytes from the middle of `bytes`.
  mutating func drop(_ range: Range<Int>) {
    let source = memory + start + range.upperBound
    (memory + start + range.lowerBound).update(from: source, count: end - start - range.upperBound)
    end -= range.count
  }

  /// Drops what the rules 2 do not read; gives how many bytes that were.
  mutating func dropInvisible() -> Int {
    let count = keepVisible(UnsafeMutableBufferPointer(start: memory + start, count: end - start))
    defer { end = start + count }
    return end - start - count
  }

  /// Reads more, or finds the end; waits for it.
  mutating func fill() throws(Exit) {
    if start > 0 {
      memory.update(from: memory + start, count: end - start)
      end -= start
      start = 0
    }
    let count = system_read(0, memory + end, system_size(capacity - end))
    if count == -SYSTEM_EINTR { throw .stopped }
    if count == -SYSTEM_EISDIR { throw refused(.noInput, Text("-"), -count) }
    if count < 0 {
      throw refused(.inputOutput, Text("standard input: cannot be read"), -count)
    }
    isAtEnd = count == 0
    end += count
    if isAtStart { try skipMark() }
  }

  /// A byte order mark at the start is no text.
  private mutating func skipMark() throws(Exit) {
    isAtStart = false
    for index in 0..<3 {
      while end <= index && !isAtEnd { try fill() }
      if end <= index || memory[index] != (index == 0 ? 0xEF : index == 1 ? 0xBB : 0xBF) { return }
    }
    start = 3
  }
}
