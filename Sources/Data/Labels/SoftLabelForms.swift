import KDCommon

/// The forms in which soft labels come: JSON Lines, an array or printed objects of JSON, and a table with a
/// column a label.
extension SoftLabelBuilder {
  /// Reads all rows of a file of any of these forms.
  mutating func add(file text: [UInt8], _ path: String) throws(DataError) {
    if JSONObjects.isNeeded(for: text[...]) { return try add(objects: text, path) }
    let start = text.first { !" \t\r\n".utf8.contains($0) }
    if start == UInt8(ascii: "{") || start == nil { return try add(lines: text, path) }
    try add(table: text, path)
  }

  private mutating func add(lines text: [UInt8], _ path: String) throws(DataError) {
    var records = RecordSplitter(.lines)
    try records.readAll(text) { record throws(DataError) in
      if record.isBlank { return }
      if record.fault == .tooLong { throw RowReader.tooLong(path, record.line) }
      try add(json: record[0], record.line)
    }
  }

  private mutating func add(objects text: [UInt8], _ path: String) throws(DataError) {
    var objects = JSONObjects(text[...])
    while let (object, line) = objects.next() { try add(json: object, line) }
    if !objects.isAtEnd {
      throw .bad(path, nil, "not a list of JSON objects", expected: "{\"id\":…,\"probs\":{…}}")
    }
  }

  /// A table `id,LABEL,LABEL,…` with a probability a cell; other columns are ignored.
  private mutating func add(table text: [UInt8], _ path: String) throws(DataError) {
    let (beginning, isWhole) = Recognition.sample(of: text)
    let header = TableSample(beginning, isWhole: isWhole).header(wanted: ["id"])
    guard let dialect = header.dialect else {
      throw .bad(
        path, nil, "neither JSON Lines nor a table with a column \"id\"",
        expected: "{\"id\":…,\"probs\":{label:p,…}}, or columns id and each label",
        got: listed(header.names))
    }
    let columns = SoftLabelColumns(header.names, knows)
    if columns.labels.isEmpty {
      throw .bad(
        path, dialect.headerLine, "no column is a label", expected: "id and \(labelNames)",
        got: listed(header.names))
    }
    var records = RecordSplitter(dialect)
    try records.readAll(text) { record throws(DataError) in
      try add(cells: record, columns, dialect, path)
    }
  }

  private mutating func add(
    cells record: DelimitedRecord, _ columns: SoftLabelColumns, _ dialect: TableDialect,
    _ path: String
  ) throws(DataError) {
    if record.isBlank || record.line <= dialect.headerLine { return }
    if record.fault == .tooLong { throw RowReader.tooLong(path, record.line) }
    try RowReader.checkQuotes(record, path)
    guard record.count == columns.count else {
      throw .bad(
        path, record.line, "ragged row", expected: "\(columns.count) fields",
        got: "\(record.count)")
    }
    var probabilities: [(label: String, value: Double)] = []
    for (place, label) in columns.labels {
      guard let value = numericValue(canonicalName(record[place])), value >= 0 else {
        throw .bad(
          path, record.line, "bad probability of \(quoted(label))",
          expected: "a finite number of at least 0",
          got: quoted(String(decoding: record[place], as: UTF8.self)))
      }
      probabilities.append((label, value))
    }
    try add(
      String(decoding: record[columns.id], as: UTF8.self), probabilities: probabilities, record.line
    )
  }
}

/// Which columns of a table of soft labels are what.
struct SoftLabelColumns {
  let id: Int
  /// Place and label of each column that is one.
  let labels: [(place: Int, label: String)]
  let count: Int

  /// - Parameter isLabel: of a label in its one form.
  init(_ names: [String], _ isLabel: (String) -> Bool) {
    count = names.count
    id = names.firstIndex { foldedName($0) == "id" } ?? 0
    var labels: [(place: Int, label: String)] = []
    for (place, name) in names.enumerated() {
      // As data frames name them, too: `p_2`, `prob_2`.
      let spellings =
        [name]
        + ["p_", "prob_", "probs_"].compactMap { prefix in
          name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : nil
        }
      if let label = spellings.map({ canonicalLabel($0) }).first(where: isLabel) {
        labels.append((place, label))
      }
    }
    self.labels = labels
  }
}
