/// One response to be scored again and again. Its memory lives as long as the process.
struct BenchResponse: @unchecked Sendable {
  // Unchecked, because nobody writes to the memory after `init`.

  /// Empty when only the text is known.
  let tokens: UnsafeBufferPointer<UInt16>
  let text: UnsafeBufferPointer<UInt8>
  let item: UnsafeBufferPointer<UInt8>?

  init(tokens: [UInt16] = [], text: [UInt8], item: [UInt8]?) {
    self.tokens = Self.keep(tokens)
    self.text = Self.keep(text)
    self.item = item.map(Self.keep)
  }

  private static func keep<T>(_ values: [T]) -> UnsafeBufferPointer<T> {
    let memory = UnsafeMutableBufferPointer<T>.allocate(capacity: values.count)
    _ = memory.initialize(from: values)
    return UnsafeBufferPointer(memory)
  }
}

/// From what a response is scored; to its probabilities in both cases.
enum BenchPath: Sendable {
  case tokens, text
}
