import KDCommon
import KDRuntime

/// Checks rows one by one and gathers those that stay.
///
/// What a row alone decides are static functions: a method that changes nothing gets a copy of the builder.
package struct DataSetBuilder {
  private let path: String
  private let options: ReadOptions
  private var data: DataSet
  /// Line of each id.
  private var seen: [String: Int] = [:]
  private var otherItems: Set<String> = []
  private var unlabelledLines: [Int] = []

  package init(path: String, options: ReadOptions) {
    self.path = path
    self.options = options
    data = DataSet(path: path, responses: [], lines: [], droppedEmpty: 0, bytes: [], rowCount: 0)
  }

  package mutating func add(_ row: DataRow) throws(DataError) {
    data.rowCount += 1
    if row.isTooLong { throw RowReader.tooLong(path, row.line) }
    let item =
      try Self.name(row.item.map(canonicalName), "item", row.line, options.labels == nil, path)
      ?? ""
    if let wanted = options.item, item != wanted {
      otherItems.insert(item)
      return
    }
    let ownID = row.id.map(canonicalName).flatMap { $0.isEmpty ? nil : $0 }
    let id = ownID.map(Self.string) ?? String(options.firstRow + row.number)
    if let first = seen.updateValue(row.line, forKey: id) {
      throw .bad(path, row.line, "id \(quoted(id)) is there twice, first on line \(first)")
    }
    if !options.keepsEmpty && !Self.hasWord(row.text, options.rules) {
      data.droppedEmpty += 1
      return
    }
    let isText = options.labels == nil
    var label = try Self.label(row.label, "label", row.line, isText, path)
    var second = try Self.label(row.secondLabel, "second label", row.line, isText, path)
    if label == nil && options.labels?.graders ?? .first != .first {
      (label, second) = (second, nil)
    }
    if let label, options.isPool {
      throw .bad(
        path, row.line, "row \(quoted(id)) of the pool has a label", expected: "none",
        got: quoted(label))
    }
    if label == nil && !options.allowsUnlabelled {
      data.droppedUnlabelled += 1
      unlabelledLines.append(row.line)
      return
    }
    if ownID == nil { data.hasIDs = false }
    var choices: [String] = []
    if let options = row.options {
      choices = try Self.choices(Self.string(options), label, row.line, path)
    }
    data.responses.append(
      Response(
        id: id, item: item, text: Self.string(row.text), label: label, options: choices,
        secondLabel: second))
    data.lines.append(row.line)
  }

  /// The responses; refuses a file that left none.
  package consuming func finish(_ bytes: [UInt8]) throws(DataError) -> DataSet {
    data.bytes = bytes
    if !data.responses.isEmpty {
      if !unlabelledLines.isEmpty {
        data.notes.append(
          "\(printable(path)): \(countedRows(unlabelledLines.count)) left out without a label: "
            + listedLines(unlabelledLines))
      }
      return data
    }
    if let line = unlabelledLines.first {
      throw .bad(path, line, "no row has a label, and no teacher labels them")
    }
    if data.rowCount == 0 { throw .bad(path, nil, "no rows") }
    if data.droppedEmpty > 0 {
      throw .bad(path, nil, "no responses, all \(data.droppedEmpty) rows are empty")
    }
    let wanted = quoted(options.item ?? "")
    otherItems.remove("")
    if otherItems.isEmpty {
      throw .bad(path, nil, "no item \(wanted), the file has no items")
    }
    let items = otherItems.sorted(by: precedesInBytes)
    let alike = items.filter { foldedName($0) == foldedName(options.item ?? "") }
    throw .bad(
      path, nil, "no item \(wanted)",
      expected: alike.isEmpty ? "one of \(listed(items))" : "perhaps \(listed(alike))")
  }

  /// The label in its one form; nil for none.
  private static func label(
    _ bytes: ArraySlice<UInt8>?, _ column: String, _ line: Int, _ isText: Bool, _ path: String
  ) throws(DataError) -> String? {
    guard let bytes else { return nil }
    if isText { return try name(bytes, column, line, isText, path) }
    let label = canonicalLabel(bytes)
    // What is left of one byte is a mark to be seen.
    if label.utf8.count == 1 { return label }
    return label.isEmpty ? nil : try name(ArraySlice(label.utf8), column, line, isText, path)
  }

  /// An item or label, checked against the model file's limits.
  private static func name(
    _ bytes: ArraySlice<UInt8>?, _ column: String, _ line: Int, _ isText: Bool, _ path: String
  ) throws(DataError) -> String? {
    guard let bytes else { return nil }
    let most = min(ModelLimits.itemByteCount, ModelLimits.labelByteCount)
    if bytes.count > most {
      throw .bad(
        path, line, "\(column) too long",
        expected: "at most \(most) bytes", got: "\(bytes.count)")
    }
    if bytes.contains(0) { throw .bad(path, line, "NUL in the \(column)") }
    if !isText && bytes.contains(0x0A) {
      throw .bad(path, line, "line feed in the \(column)", got: quoted(string(bytes)))
    }
    return string(bytes)
  }

  /// The options of a choice question whose label is the right one's number.
  private static func choices(
    _ text: String, _ label: String?, _ line: Int, _ path: String
  ) throws(DataError) -> [String] {
    let options = Choice.split(text)
    guard (2...Choice.mostOptions).contains(options.count), !options.contains("") else {
      throw .bad(
        path, line, "wrong options",
        expected: "2 to \(Choice.mostOptions), \(quoted(Choice.separator)) between them",
        got: quoted(text))
    }
    if let label, !Choice.names(options.count).contains(label) {
      throw .bad(
        path, line, "wrong label of a question with options",
        expected: "the right option's number, 1 to \(options.count)", got: quoted(label))
    }
    return options
  }

  /// Whether a student would find a word to score.
  private static func hasWord(_ text: ArraySlice<UInt8>, _ rules: TokenizerRules) -> Bool {
    // Letters and digits of ASCII are always of a word.
    if text.contains(where: isASCIILetterOrDigit) { return true }
    return text.withUnsafeBufferPointer { bytes in
      var scanner = WordScanner(bytes, rules)
      return scanner.next(into: UnsafeMutableBufferPointer(start: nil, count: 0))
    }
  }

  private static func string(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self)
  }
}

private func isASCIILetterOrDigit(_ byte: UInt8) -> Bool {
  (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10
}
