/// Names in a model file, joined by line feeds; a view of the file's bytes.
///
/// A name is its UTF-8. Listing all of them takes O(bytes).
public struct NameList: Sequence, @unchecked Sendable {
  // Unchecked, because the file's bytes are immutable by contract (`Model`).
  /// Names in the list.
  public let count: Int
  let text: UnsafeBufferPointer<UInt8>

  init(count: Int, _ text: UnsafeBufferPointer<UInt8>) {
    self.count = count
    self.text = text
  }

  /// All of them.
  public var underestimatedCount: Int { count }

  /// From the first name on.
  public func makeIterator() -> Iterator { Iterator(self) }

  /// Name `index`.
  ///
  /// - Complexity: O(bytes before it): to list many, iterate.
  package subscript(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    precondition(index >= 0 && index < count)
    var names = makeIterator()
    for _ in 0..<index { _ = names.next() }
    return names.next()!
  }

  /// Goes from name to name.
  public struct Iterator: IteratorProtocol {
    private let text: UnsafeBufferPointer<UInt8>
    private var start = 0
    private var left: Int

    init(_ names: NameList) {
      text = names.text
      left = names.count
    }

    /// The next name in UTF-8; nil behind the last.
    public mutating func next() -> UnsafeBufferPointer<UInt8>? {
      if left == 0 { return nil }
      left -= 1
      var end = start
      while end < text.count, text[end] != lineFeed { end += 1 }
      defer { start = end + 1 }
      return UnsafeBufferPointer(rebasing: text[start..<end])
    }
  }
}

let lineFeed: UInt8 = 0x0A
