/// Splits a stream of bytes into records, in constant memory.
///
/// Bytes go in with `next(_:at:)` in chunks of any size, records come out of `record`; the same
/// records for every way to cut the stream. CSV is RFC 4180: fields in quotes may hold
/// delimiters, line ends and doubled quotes. LF and CR LF end a record; a CR elsewhere is a
/// character of its field, and so is a quote inside a field that does not start with one.
/// A byte order mark at the start of the stream is skipped.
public struct RecordSplitter: Sendable {
  /// How a line is split.
  public enum Syntax: Sendable {
    /// At commas, with quotes.
    case csv
    /// At tabs, without quotes.
    case tsv
    /// At the first tab, without quotes.
    case pairs
    /// Not at all.
    case lines
  }

  /// Most bytes of one record, its line end not counted; a longer one has a fault.
  public static let maximumByteCount = 1 << 20

  private enum State { case mark, start, field, text, quoted, quoteInQuoted, afterQuote }

  private let delimiter: UInt8?
  private let hasQuotes: Bool
  private let maximumFields: Int
  private var state = State.mark
  private var markLength = 0
  private var line = 1
  private var byteCount = 0
  /// The record that `next` or `finish` completed last.
  public private(set) var record = DelimitedRecord()
  /// Whether nothing was read.
  package var isAtStart: Bool { state == .mark && markLength == 0 }

  /// A splitter at the start of a table in `dialect`.
  package init(_ dialect: TableDialect) {
    delimiter = dialect.delimiter
    hasQuotes = dialect.hasQuotes
    maximumFields = Int.max
  }

  /// A splitter at the start of a stream.
  public init(_ syntax: Syntax) {
    delimiter = syntax == .lines ? nil : syntax == .csv ? comma : tab
    hasQuotes = syntax == .csv
    maximumFields = syntax == .pairs ? 2 : Int.max
  }

  /// Reads `input` from `position` on until a record is complete (true) or `input` is used up
  /// (false).
  ///
  /// - Complexity: O(bytes read).
  public mutating func next(_ input: UnsafeBufferPointer<UInt8>, at position: inout Int) -> Bool {
    while position < input.count {
      switch state {
      case .mark: skipMark(input, &position)
      case .start:
        record.clear(line: line)
        byteCount = 0
        state = .field
      case .field: startField(input, &position)
      case .text: if readText(input, &position) { return true }
      case .quoted: readQuoted(input, &position)
      case .quoteInQuoted, .afterQuote: if readAfterQuote(input, &position) { return true }
      }
    }
    return false
  }

  /// Ends the stream; true when a last record without a line end is in `record`.
  public mutating func finish() -> Bool {
    if state == .mark && markLength > 0 {
      // A stream that ends within a byte order mark: those bytes are its text.
      record.clear(line: line)
      append(byteOrderMark[..<markLength])
      state = .text
    }
    switch state {
    case .mark, .start: return false
    case .field where byteCount == 0 && record.ends.isEmpty: return false
    case .quoted: record.fault = .unterminatedQuote
    case .text: dropCarriageReturn()
    default: break
    }
    endRecord()
    return true
  }

  /// Begins at a record on `line`, where no byte order mark can be.
  package mutating func restart(line: Int) {
    self.line = line
    state = .start
  }

  /// Ends a record whose first bytes, more than may be, were all that was read.
  package mutating func finishCut(isUnterminated: Bool) {
    if isUnterminated { record.fault = .unterminatedQuote }
    endRecord()
  }

  // MARK: - States

  private mutating func skipMark(_ input: UnsafeBufferPointer<UInt8>, _ position: inout Int) {
    if markLength < 3, input[position] == byteOrderMark[markLength] {
      markLength += 1
      position += 1
      if markLength < 3 { return }
      markLength = 0
      state = .start
      return
    }
    record.clear(line: line)
    append(byteOrderMark[..<markLength])
    state = markLength > 0 ? .text : .start
    markLength = 0
  }

  private mutating func startField(_ input: UnsafeBufferPointer<UInt8>, _ position: inout Int) {
    state = .text
    if hasQuotes && input[position] == quote {
      record.hasQuotes = true
      count(1)
      position += 1
      state = .quoted
    }
  }

  private mutating func readText(
    _ input: UnsafeBufferPointer<UInt8>, _ position: inout Int
  ) -> Bool {
    let isLast = record.ends.count + 1 >= maximumFields
    let separator = isLast ? lineFeed : delimiter ?? lineFeed
    let start = position
    while position < input.count, input[position] != lineFeed, input[position] != separator {
      position += 1
    }
    append(input[start..<position])
    guard position < input.count else { return false }
    let isEnd = input[position] == lineFeed
    position += 1
    if isEnd {
      dropCarriageReturn()
      line += 1
      endRecord()
    } else {
      count(1)
      endField()
    }
    return isEnd
  }

  private mutating func readQuoted(_ input: UnsafeBufferPointer<UInt8>, _ position: inout Int) {
    let start = position
    while position < input.count, input[position] != quote {
      if input[position] == lineFeed { line += 1 }
      position += 1
    }
    append(input[start..<position])
    guard position < input.count else { return }
    count(1)
    position += 1
    state = .quoteInQuoted
  }

  private mutating func readAfterQuote(
    _ input: UnsafeBufferPointer<UInt8>, _ position: inout Int
  ) -> Bool {
    let byte = input[position]
    position += 1
    switch byte {
    case lineFeed:
      line += 1
      endRecord()
      return true
    case quote where state == .quoteInQuoted:
      append(CollectionOfOne(quote))
      state = .quoted
    case delimiter where state == .quoteInQuoted:
      count(1)
      endField()
    case carriageReturn where state == .quoteInQuoted:
      state = .afterQuote
    default:
      // The byte is read again, as text.
      if record.fault == nil { record.fault = .textAfterQuote }
      position -= 1
      state = .text
    }
    return false
  }

  // MARK: - Building the record

  /// Counts bytes of the record; past the limit nothing more is kept.
  private mutating func count(_ bytes: Int) {
    byteCount += bytes
    if byteCount > RecordSplitter.maximumByteCount && record.fault == nil {
      record.fault = .tooLong
    }
  }

  private mutating func append(_ bytes: some Collection<UInt8>) {
    let room = max(0, RecordSplitter.maximumByteCount - byteCount)
    record.bytes.append(contentsOf: bytes.prefix(room))
    count(bytes.count)
  }

  /// Takes off the CR of a CR LF. It is this field's last byte, if this field has any.
  private mutating func dropCarriageReturn() {
    if record.bytes.count > record.ends.last ?? 0, record.bytes.last == carriageReturn {
      record.bytes.removeLast()
    }
  }

  private mutating func endField() {
    if byteCount <= RecordSplitter.maximumByteCount { record.ends.append(record.bytes.count) }
    state = .field
  }

  private mutating func endRecord() {
    record.ends.append(record.bytes.count)
    state = .start
  }
}

extension RecordSplitter {
  /// Gives every record of a whole text to `body`, the last one also where it has no line end.
  package mutating func readAll(
    _ text: [UInt8], _ body: (DelimitedRecord) throws(DataError) -> Void
  ) throws(DataError) {
    let failure = text.withUnsafeBufferPointer { input -> DataError? in
      do throws(DataError) {
        var position = 0
        while next(input, at: &position) { try body(record) }
        if finish() { try body(record) }
        return nil
      } catch {
        return error
      }
    }
    if let failure { throw failure }
  }
}

private let comma: UInt8 = 0x2C
private let tab: UInt8 = 0x09
private let quote: UInt8 = 0x22
private let lineFeed: UInt8 = 0x0A
private let carriageReturn: UInt8 = 0x0D
private let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
