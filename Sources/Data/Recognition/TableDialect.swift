/// How a table of text is written: what Excel, LibreOffice, Google Sheets and Moodle make of a CSV
/// file, by country and menu.
package struct TableDialect: Equatable, Sendable {
  /// Between two fields of a record.
  package var delimiter: UInt8
  /// Whether fields may stand in double quotes.
  package var hasQuotes: Bool
  /// Records in front of the one that names the columns, blank ones not counted: a title, `sep=;`.
  package var recordsBeforeHeader = 0
  /// Line of the header, from 1.
  package var headerLine = 1
  /// Whether carriage returns end the lines, as old Macs have it.
  package var hasCarriageReturns = false

  /// RFC 4180 with its header first: what is read as it is.
  package static let plain = TableDialect(delimiter: UInt8(ascii: ","), hasQuotes: true)

  package init(delimiter: UInt8, hasQuotes: Bool) {
    self.delimiter = delimiter
    self.hasQuotes = hasQuotes
  }

  /// A delimiter, as a person says it.
  package static func title(of delimiter: UInt8) -> String {
    switch delimiter {
    case UInt8(ascii: ","): "commas"
    case UInt8(ascii: ";"): "semicolons"
    case UInt8(ascii: "\t"): "tabs"
    default: "\"\(String(decoding: [delimiter], as: UTF8.self))\""
    }
  }
}

/// The first records of a table, to find its dialect by.
package struct TableSample {
  /// As UTF-8, without a byte order mark, lines ended by line feeds.
  private let text: [UInt8]
  /// Whether the text is the whole file, so that its last record is one.
  private let isWhole: Bool

  package init(_ text: [UInt8], isWhole: Bool) {
    self.text = text
    self.isWhole = isWhole
  }

  /// Records that are looked at.
  private static let mostRecords = 200
  /// A header stands among so many records.
  private static let mostRecordsBeforeHeader = 20

  /// How well a dialect reads the sample.
  private struct Reading {
    var dialect: TableDialect
    /// Names of the header, or of the first record where there is none.
    var names: [String] = []
    /// How many of the wanted columns the header has; 0 without one.
    var wantedCount = 0
    /// Share of the records behind the header that have as many fields as it, or fewer by empty ones
    /// that a spreadsheet left out.
    var fit = 0.0
    /// 1 when quotes count and some field has them.
    var quoteUse = 0
  }

  /// The dialect whose header has most of the wanted columns, the text's among them, and the names
  /// in that header; without such a header no dialect, and the fields of the likeliest first record.
  ///
  /// - Parameters:
  ///   - wanted: the columns' names, that of the text first.
  ///   - delimiter: the only one that comes into question.
  ///   - headerLine: the line that names the columns, whatever it says.
  package func header(
    wanted: [String], delimiter: UInt8? = nil, headerLine: Int? = nil
  ) -> (dialect: TableDialect?, names: [String]) {
    guard let found = best(wanted, delimiter, headerLine) else { return (nil, []) }
    return (found.wantedCount > 0 ? found.dialect : nil, found.names)
  }

  private func best(_ wanted: [String], _ delimiter: UInt8?, _ headerLine: Int?) -> Reading? {
    let named = separatorLine
    let delimiters = (delimiter ?? named).map { [$0] } ?? Array(",;\t|".utf8)
    var best: Reading?
    for delimiter in delimiters {
      for hasQuotes in delimiter == UInt8(ascii: "\t") ? [false, true] : [true] {
        let dialect = TableDialect(delimiter: delimiter, hasQuotes: hasQuotes)
        let reading = read(dialect, wanted, headerLine, skipsFirst: named != nil)
        guard let found = best else {
          best = reading
          continue
        }
        if (reading.wantedCount, reading.fit, reading.quoteUse, reading.names.count)
          > (found.wantedCount, found.fit, found.quoteUse, found.names.count)
        {
          best = reading
        }
      }
    }
    return best
  }

  /// The delimiter that a first line `sep=;` states, as Excel reads and some programs write it.
  private var separatorLine: UInt8? {
    let line = text.prefix { $0 != 0x0A && $0 != 0x0D }.filter { $0 != UInt8(ascii: "\"") }
    return line.count == 5 && line.starts(with: "sep=".utf8) ? line[4] : nil
  }

  private func read(
    _ dialect: TableDialect, _ wanted: [String], _ headerLine: Int?, skipsFirst: Bool
  ) -> Reading {
    var reading = Reading(dialect: dialect)
    let folded = wanted.map(foldedName)
    var counts = (whole: 0, all: 0)
    var count = 0
    forEachRecord(dialect) { record in
      defer { count += 1 }
      if record.hasQuotes && record.fault == nil && dialect.delimiter == UInt8(ascii: "\t") {
        reading.quoteUse = 1
      }
      if reading.wantedCount > 0 {
        counts.all += 1
        let isShort = record.count < reading.names.count
        if record.fault == nil && (record.count == reading.names.count || isShort) {
          counts.whole += record.count == 1 && reading.names.count > 2 ? 0 : 1
        }
        return counts.all < Self.mostRecords
      }
      let names = (0..<record.count).map { String(decoding: record[$0], as: UTF8.self) }
      if count == (skipsFirst ? 1 : 0) { reading.names = names }
      guard record.fault == nil else { return false }
      let isHeader =
        headerLine.map { $0 == record.line }
        ?? (folded.first.map { text in names.contains { foldedName($0) == text } } ?? false)
      if isHeader {
        reading.names = names
        reading.wantedCount = max(
          folded.count { name in names.contains { foldedName($0) == name } }, 1)
        reading.dialect.recordsBeforeHeader = count
        reading.dialect.headerLine = record.line
      }
      return count < Self.mostRecordsBeforeHeader || headerLine != nil
    }
    reading.fit = counts.all == 0 ? 0 : Double(counts.whole) / Double(counts.all)
    return reading
  }

  /// Calls `body` with each record that is not blank until it returns false.
  private func forEachRecord(_ dialect: TableDialect, _ body: (DelimitedRecord) -> Bool) {
    var records = RecordSplitter(dialect)
    text.withUnsafeBufferPointer { input in
      var position = 0
      while records.next(input, at: &position) {
        if !records.record.isBlank && !body(records.record) { return }
      }
      if isWhole && records.finish() && !records.record.isBlank { _ = body(records.record) }
    }
  }
}
