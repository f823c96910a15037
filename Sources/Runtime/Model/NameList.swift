/// Names in a model file, joined by line feeds; a view of the file's bytes.
public struct NameList {
  public let count: Int
  private let text: UnsafeBufferPointer<UInt8>

  init(count: Int, _ text: UnsafeBufferPointer<UInt8>) {
    self.count = count
    self.text = text
  }

  /// Name `index`, in UTF-8.
  ///
  /// - Complexity: O(bytes before it).
  public subscript(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    precondition(index >= 0 && index < count)
    var start = 0
    var remaining = index
    while remaining > 0 {
      if text[start] == lineFeed { remaining -= 1 }
      start += 1
    }
    var end = start
    while end < text.count, text[end] != lineFeed { end += 1 }
    return UnsafeBufferPointer(rebasing: text[start..<end])
  }
}
