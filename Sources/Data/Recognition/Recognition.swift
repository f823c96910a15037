import KDCommon

/// What a user says of a file that its bytes need not tell.
public struct ReadingHints: Sendable, Equatable {
  /// nil: by the bytes.
  public var encoding: TextEncoding?
  /// The byte between two fields of a table; nil: by the bytes.
  public var delimiter: UInt8?
  /// The line that names the columns, from 1; nil: the first that has the column of the text.
  public var headerLine: Int?
  /// The sheet of a workbook, by name or number; nil: the first.
  public var sheet: String?

  /// Nothing is said.
  public init() {}
}

/// What a file of responses is: one decision for every verb, made from its first bytes, and from its
/// name only where they leave it open.
package struct Recognition: Sendable {
  package var format: DataFormat
  package var encoding: TextEncoding
  package var markByteCount: Int
  /// Of a table.
  package var dialect: TableDialect?
  /// What the file came in; empty for nothing.
  private var wrapping = ""
  /// Where the fields are, in the spelling of JSON's keys.
  package private(set) var columns: ColumnNames
  private var respelledKeys: [(wanted: String, found: String)] = []

  /// Most bytes that are looked at.
  package static let sampleByteCount = 1 << 16

  /// Whether JSON objects do not each stand on a line.
  package private(set) var hasScatteredObjects = false

  /// Whether the bytes are read as they are: UTF-8, a plain CSV table where it is a table, and an object a
  /// line where it is JSON.
  package var isPlain: Bool {
    encoding == .utf8 && (dialect ?? .plain) == .plain && format != .tsv && !hasScatteredObjects
  }

  /// The line that says how the file at `path` was read; nil for one that is as the guide says.
  ///
  /// - Parameter respelled: columns that were found by another spelling.
  package func note(_ path: String, respelled: [(wanted: String, found: String)]) -> String? {
    let reading = description(respelled)
    return reading.isEmpty ? nil : "\(printable(path)): read with \(reading)"
  }

  /// The line that says that the table at `path` has columns alone.
  package static func noRowsNote(_ path: String) -> String {
    "\(printable(path)): no rows below the names of the columns"
  }

  private func description(_ respelled: [(wanted: String, found: String)]) -> String {
    var parts = wrapping.isEmpty ? [] : [wrapping]
    if encoding != .utf8 { parts.append(encoding.title) }
    if hasScatteredObjects { parts.append("JSON objects that do not each stand on a line") }
    if let dialect {
      let isNamedTabs = format == .tsv && dialect.delimiter == UInt8(ascii: "\t")
      if dialect.delimiter != TableDialect.plain.delimiter && !(isNamedTabs && !dialect.hasQuotes) {
        let quotes = isNamedTabs ? " and quotes" : ""
        parts.append("\(TableDialect.title(of: dialect.delimiter)) between fields" + quotes)
      }
      if dialect.headerLine > 1 { parts.append("columns named on line \(dialect.headerLine)") }
      if dialect.hasCarriageReturns { parts.append("lines ended by carriage returns") }
    }
    parts += (respelledKeys + respelled).map { "\($0.wanted) from \(quoted($0.found))" }
    return parts.joined(separator: ", ")
  }

  /// - Parameters:
  ///   - sample: the first bytes of the file, `sampleByteCount` of them if it has so many.
  ///   - isWhole: whether they are all.
  ///   - asked: the format that the caller asks for; nil: by the bytes.
  ///   - mayBeLines: whether a file without columns has a response a line, or else is refused.
  /// - Throws: `badData` for what is no text, in words of what it seems to be; for a table without
  ///   the text's column, with the columns that it has.
  package init(
    _ sample: [UInt8], isWhole: Bool, path: String, columns: ColumnNames,
    hints: ReadingHints = ReadingHints(), asked: DataFormat? = nil, mayBeLines: Bool = false
  ) throws(DataError) {
    format = asked ?? .csv
    self.columns = columns
    // A response a line, as asked for: its bytes are what they are, and those that are no UTF-8 a reason
    // of that response.
    let areBytes = asked == .lines || asked == .pairs
    let guess = sample.withUnsafeBufferPointer {
      areBytes ? EncodingGuess(markOf: $0) ?? .plain : EncodingGuess($0)
    }
    encoding = hints.encoding ?? (areBytes ? .utf8 : guess.encoding)
    markByteCount = guess.encoding == encoding ? guess.markByteCount : 0
    if areBytes { return }
    var text = try Self.text(of: sample, isWhole: isWhole, encoding, markByteCount, path)
    let hasCarriageReturns = text.contains(0x0D) && !text.contains(0x0A)
    if hasCarriageReturns { Self.replaceCarriageReturns(&text) }
    let fileName = FileName(path)
    if asked == .jsonl || asked == nil && (fileName == .jsonLines || Self.beginsObject(text)) {
      format = .jsonl
      // The beginning of a very long line has no end.
      let hasLine = isWhole || text.contains(0x0A)
      hasScatteredObjects = hasLine && JSONObjects.isNeeded(for: text[...])
      respelledKeys = self.columns.respell(byFirstObjectOf: text)
      return
    }
    let table = TableSample(text, isWhole: isWhole)
    let header = table.header(
      wanted: [columns.text, columns.id, columns.item, columns.label, columns.options],
      delimiter: hints.delimiter, headerLine: hints.headerLine)
    let isTable = asked != nil || !mayBeLines || fileName == .table || fileName == .tabs
    // A single line like the text column's name may as well be a response.
    if var dialect = header.dialect, isTable || header.names.count > 1 {
      dialect.hasCarriageReturns = hasCarriageReturns
      self.dialect = dialect
      format = dialect.delimiter == UInt8(ascii: "\t") ? .tsv : .csv
    } else if mayBeLines && asked == nil && fileName != .table {
      format = fileName == .tabs ? .pairs : .lines
      keepUTF8(hints)
    } else {
      throw Self.missing(columns.text, header.names, path)
    }
  }

  /// The same of a file that is at hand, whole.
  package init(
    of file: UnpackedFile, columns: ColumnNames, hints: ReadingHints, asked: DataFormat? = nil,
    mayBeLines: Bool = false
  ) throws(DataError) {
    let sample = Self.sample(of: file.bytes)
    try self.init(
      sample.bytes, isWhole: sample.isWhole, path: file.path, columns: columns, hints: hints,
      asked: asked ?? file.format, mayBeLines: mayBeLines)
    wrapping = file.wrapping
  }

  /// The bytes of a file that are looked at, and whether they are all.
  package static func sample(of bytes: [UInt8]) -> (bytes: [UInt8], isWhole: Bool) {
    (Array(bytes.prefix(sampleByteCount)), bytes.count <= sampleByteCount)
  }

  /// Names of the columns of what may be a table, also where those that are wanted are not there.
  package static func columnNames(of file: UnpackedFile) throws(DataError) -> [String] {
    let sample = sample(of: file.bytes)
    let guess = sample.bytes.withUnsafeBufferPointer { EncodingGuess($0) }
    var text = try text(
      of: sample.bytes, isWhole: sample.isWhole, guess.encoding, guess.markByteCount, file.path)
    if !text.contains(0x0A) { replaceCarriageReturns(&text) }
    return TableSample(text, isWhole: sample.isWhole).header(wanted: []).names.filter {
      !$0.isEmpty
    }
  }

  /// In lines, letters of an older encoding are no reason to guess.
  private mutating func keepUTF8(_ hints: ReadingHints) {
    if encoding == .windows1252 && hints.encoding == nil { encoding = .utf8 }
  }

  /// What the end of a name tells.
  private enum FileName {
    case table, tabs, jsonLines, other

    init(_ path: String) {
      switch pathExtension(path) {
      case "csv": self = .table
      case "tsv", "tab": self = .tabs
      case "jsonl", "ndjson": self = .jsonLines
      default: self = .other
      }
    }
  }

  /// Whether it begins as a JSON object with a key does, or an array of such.
  private static func beginsObject(_ text: [UInt8]) -> Bool {
    let marks = text.lazy.filter { !" \t\r\n".utf8.contains($0) }
    return marks.starts(with: "{\"".utf8) || marks.starts(with: "[{\"".utf8)
  }

  /// The sample as UTF-8, without what a cut leaves over of a character.
  private static func text(
    of sample: [UInt8], isWhole: Bool, _ encoding: TextEncoding, _ markByteCount: Int,
    _ path: String
  ) throws(DataError) -> [UInt8] {
    guard encoding == .utf16LittleEndian || encoding == .utf16BigEndian, !isWhole else {
      return try decodeText(sample, skipping: markByteCount, encoding, path)
    }
    // The last two bytes may be the first half of a pair.
    let whole = (sample.count & ~1) - 2
    return (try? decodeText(Array(sample[..<whole]), skipping: markByteCount, encoding, path))
      ?? []
  }

  private static func missing(_ column: String, _ names: [String], _ path: String) -> DataError {
    names.isEmpty
      ? .bad(path, nil, "empty file", expected: "a header with column \(quoted(column))")
      : .bad(
        path, 1, "no column \(quoted(column))",
        expected: "one of that name, or its name by --text-column",
        got: listed(names.filter { !$0.isEmpty }))
  }

  static func replaceCarriageReturns(_ text: inout [UInt8]) {
    for index in text.indices where text[index] == 0x0D { text[index] = 0x0A }
  }
}
