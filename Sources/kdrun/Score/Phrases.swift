/// Byte strings that are written again and again, by number.
///
/// Not freed: it lives as long as the process. Memory behind the last is readable, so that a
/// phrase can be copied 16 bytes at a time.
struct Phrases: @unchecked Sendable {
  private let memory: UnsafePointer<UInt8>
  /// Ends of all, the first preceded by 0.
  private let ends: UnsafePointer<Int>
  /// Bytes of the longest.
  let longest: Int
  /// Bytes of all.
  let total: Int

  init(_ phrases: [[UInt8]]) {
    longest = phrases.map(\.count).max() ?? 0
    total = phrases.reduce(0) { $0 + $1.count }
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: total + ByteWriter.slack)
    memory.initialize(repeating: 0, count: total + ByteWriter.slack)
    let ends = UnsafeMutablePointer<Int>.allocate(capacity: phrases.count + 1)
    ends[0] = 0
    for (index, phrase) in phrases.enumerated() {
      for (offset, byte) in phrase.enumerated() { memory[ends[index] + offset] = byte }
      ends[index + 1] = ends[index] + phrase.count
    }
    self.memory = UnsafePointer(memory)
    self.ends = UnsafePointer(ends)
  }

  subscript(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: memory + ends[index], count: ends[index + 1] - ends[index])
  }
}
