import KDCommon

extension RowReader {
  /// The values of one line; keys that are not wanted are ignored.
  func fillFromJSON(_ row: inout DataRow, _ record: DelimitedRecord) throws(DataError) {
    let object = try jsonObject(record[0], name, record.line)
    row.id = try scalar(object, columns.id, record.line)
    row.item = try scalar(object, columns.item, record.line)
    row.label = try scalar(object, columns.label, record.line)
    row.secondLabel = try columns.secondLabel.flatMap { key throws(DataError) in
      try scalar(object, key, record.line)
    }
    guard case .string(let text) = object[columns.text] else {
      throw .bad(
        name, record.line, "no text", expected: "a string under key \(quoted(columns.text))",
        got: object[columns.text].map { $0.kindName } ?? "keys \(listed(object.keys.sorted()))")
    }
    row.text = ArraySlice(text.utf8)
    row.options = try options(object[columns.options], record.line)
  }

  /// A list of strings, or one string with separators.
  private func options(_ value: JSONValue?, _ line: Int) throws(DataError) -> ArraySlice<UInt8>? {
    switch value {
    case nil, .null: return nil
    case .string(let text): return ArraySlice(text.utf8)
    case .array(let values):
      var options: [String] = []
      for value in values {
        switch value {
        case .string(let text), .number(let text): options.append(text)
        default:
          throw .bad(
            name, line, "wrong kind of value in \(quoted(columns.options))",
            expected: "strings or numbers", got: value.kindName)
        }
      }
      return ArraySlice(options.joined(separator: Choice.separator).utf8)
    case let other?:
      throw .bad(
        name, line, "wrong kind of value for \(quoted(columns.options))",
        expected: "a list of strings", got: other.kindName)
    }
  }

  /// A string or number as the file spells it; `nil` for null, absent or empty.
  private func scalar(
    _ object: [String: JSONValue], _ key: String, _ line: Int
  ) throws(DataError) -> ArraySlice<UInt8>? {
    switch object[key] {
    case .string(let text), .number(let text): return text.isEmpty ? nil : ArraySlice(text.utf8)
    case nil, .null: return nil
    case let other?:
      throw .bad(
        name, line, "wrong kind of value for \(quoted(key))", expected: "a string or a number",
        got: other.kindName)
    }
  }
}
