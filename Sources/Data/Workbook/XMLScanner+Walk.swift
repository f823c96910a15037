/// Steps over whole elements, for readers that know what they look for.
extension XMLScanner {
  /// Moves to the root element, which must be called so.
  mutating func enterRoot(_ word: StaticString) throws(XMLFault) {
    guard try next() == .start, isNamed(word) else { throw fault("another root than \(word)") }
  }

  /// Moves to the next child of the element at `parent`, the number of elements open within it and
  /// itself; false at that element's end. What is inside a child that was not read is skipped.
  mutating func nextChild(of parent: Int) throws(XMLFault) -> Bool {
    while true {
      switch try next() {
      case .start where depth == parent + 1: return true
      case .end where depth < parent: return false
      case .finished: return false
      default: continue
      }
    }
  }

  /// Moves to the next child of this name.
  mutating func nextChild(of parent: Int, _ word: StaticString) throws(XMLFault) -> Bool {
    while try nextChild(of: parent) {
      if isNamed(word) { return true }
    }
    return false
  }

  /// Reads to the end of the element that has just begun and appends its own text, at most
  /// `WorkbookLimits.cellByteCount` bytes.
  mutating func appendText(to result: inout [UInt8]) throws(XMLFault) {
    let start = depth
    while true {
      switch try next() {
      case .text where depth == start: try appendPiece(to: &result)
      case .end where depth < start: return
      case .finished: return
      default: continue
      }
    }
  }
}
