/// Finds where records end, reading as little as it takes: the last line feed, and with quotes
/// the quotes before it.
///
/// Offsets count from the start of a record. A quote opens at the start of a field only, as
/// `RecordSplitter` has it; a parity of quotes would be wrong after `5" pipe`.
package struct RecordBoundary {
  private let hasQuotes: Bool
  private var isQuoted = false
  /// What is before it was looked at; `isQuoted` is the state there.
  private(set) var scanned = 0
  /// Behind the last record that is whole, or the first.
  private(set) var end: Int?
  /// Whether the first end is wanted, not the last.
  private var stopsAtFirst = false

  package init(hasQuotes: Bool) { self.hasQuotes = hasQuotes }

  /// Looks at the bytes up to `count`.
  package mutating func scan(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
    if stopsAtFirst && end != nil { return }
    while scanned < count {
      let found = hasQuotes ? offset(of: 0x22, in: bytes, from: scanned, to: count) : nil
      if isQuoted {
        // A quote at the end may be the first of two.
        guard let found, found + 1 < count else {
          scanned = found ?? count
          return
        }
        isQuoted = bytes[found + 1] == 0x22
        scanned = found + (isQuoted ? 2 : 1)
      } else {
        findEnd(bytes, scanned, found ?? count)
        if stopsAtFirst, let end {
          scanned = end
          return
        }
        isQuoted = found.map { $0 == 0 || bytes[$0 - 1] == 0x2C || bytes[$0 - 1] == 0x0A } ?? false
        scanned = found.map { $0 + 1 } ?? count
      }
    }
  }

  private mutating func findEnd(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ stop: Int) {
    if stopsAtFirst {
      end = offset(of: 0x0A, in: bytes, from: start, to: stop).map { $0 + 1 }
      return
    }
    var index = stop
    while index > start {
      if bytes[index - 1] == 0x0A {
        end = index
        return
      }
      index -= 1
    }
  }

  /// Whether a stream of `count` bytes ends within quotes.
  package func isOpen(at count: Int) -> Bool { isQuoted && scanned == count }

  /// From now on looks for the end of the record in hand, whose bytes before `scanned` are
  /// `byteCount` fewer.
  package mutating func skipRecord(droppedByteCount byteCount: Int) {
    scanned -= byteCount
    stopsAtFirst = true
  }

  /// The records before `end` were taken away.
  package mutating func take(upTo end: Int) {
    scanned = max(0, scanned - end)
    self.end = nil
    stopsAtFirst = false
  }
}
