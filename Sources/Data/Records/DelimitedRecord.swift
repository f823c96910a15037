/// One record of a delimited file: its fields as bytes, quotes and line end taken off.
public struct DelimitedRecord: Sendable {
  /// What is wrong with a record.
  public enum Fault: Sendable, Equatable {
    /// More than `RecordSplitter.maximumByteCount` bytes; what is beyond them is not kept.
    case tooLong
    /// The file ended inside a quoted field.
    case unterminatedQuote
    /// Something other than a delimiter or line end followed a closing quote.
    case textAfterQuote
  }

  /// Line on which it starts, from 1.
  public internal(set) var line = 1
  /// `nil` for a good record.
  public internal(set) var fault: Fault?
  /// Whether the line was empty (an empty pair of quotes is not).
  public var isBlank: Bool { ends.count == 1 && bytes.isEmpty && !hasQuotes && fault == nil }

  package var bytes: [UInt8] = []
  /// End of each field in `bytes`.
  package var ends: [Int] = []
  package var hasQuotes = false

  /// Number of fields.
  public var count: Int { ends.count }

  /// The bytes of field `index`.
  public subscript(_ index: Int) -> ArraySlice<UInt8> {
    bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
  }

  /// Empties it for the next record and keeps the memory.
  package mutating func clear(line: Int) {
    self.line = line
    fault = nil
    hasQuotes = false
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }
}
