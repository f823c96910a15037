import KDCommon

extension RowReader {
  /// Finds the columns in the first record of a table.
  mutating func readHeader(_ record: DelimitedRecord) throws(DataError) {
    let names = (0..<record.count).map { String(decoding: record[$0], as: UTF8.self) }
    var found: [Int?] = []
    for column in Column.allCases {
      found.append(
        try columnName(column).flatMap { wanted throws(DataError) in
          try place(of: column, named: wanted, in: names, record.line)
        })
    }
    if let second = found[Column.secondLabel.rawValue], second == found[Column.label.rawValue] {
      throw .bad(
        name, record.line, "the second label's column is the first's",
        expected: "another by --second-label or --label-column", got: quoted(names[second]))
    }
    places = found
    headerNames = names
  }

  private func place(
    of column: Column, named wanted: String, in names: [String], _ line: Int
  ) throws(DataError) -> Int? {
    if let place = names.firstIndex(of: wanted) {
      if names[(place + 1)...].contains(wanted) {
        throw .bad(name, line, "column \(quoted(wanted)) is there twice")
      }
      return place
    }
    let folded = foldedName(wanted)
    let alike = folded.isEmpty ? [] : names.indices.filter { foldedName(names[$0]) == folded }
    if alike.count > 1 {
      throw .bad(
        name, line, "column \(quoted(wanted)) may be any of \(listed(alike.map { names[$0] }))",
        expected: "one of that name")
    }
    let isNeeded =
      column == .text || wanted != RowReader.standardName(column)
      || column == .label && needsLabel
    if alike.isEmpty && isNeeded {
      throw .bad(
        name, line, "no column \(quoted(wanted))",
        expected: "one of that name, or its name by --\(RowReader.optionName(column))",
        got: listed(names))
    }
    return alike.first
  }

  /// What an option for a column's name begins with.
  private static func optionName(_ column: Column) -> String {
    standardName(column).map { "\($0)-column" } ?? "second-label"
  }

  /// Columns that were found by another spelling, `id` from `Id`, for a line to a person.
  package var respelled: [(wanted: String, found: String)] {
    guard !places.isEmpty else { return [] }
    return Column.allCases.compactMap { column in
      guard let place = places[column.rawValue] else { return nil }
      let wanted = columnName(column) ?? ""
      return headerNames[place] == wanted ? nil : (wanted, headerNames[place])
    }
  }

  /// The line that says that rows are numbered though the table has columns that are not read, one of
  /// which may be meant for the id; nil for no reason to say so.
  package var numberingNote: String? {
    guard !places.isEmpty, places[Column.id.rawValue] == nil else { return nil }
    let taken = Set(places.compactMap { $0 })
    let others = headerNames.indices.filter { !taken.contains($0) && !headerNames[$0].isEmpty }
    if others.isEmpty { return nil }
    return "\(printable(name)): no column \(quoted(columns.id)), so rows are numbered; not read: "
      + listed(others.map { headerNames[$0] })
  }

  private func columnName(_ column: Column) -> String? { RowReader.name(of: column, in: columns) }

  private static func standardName(_ column: Column) -> String? {
    name(of: column, in: ColumnNames())
  }

  private static func name(of column: Column, in columns: ColumnNames) -> String? {
    switch column {
    case .id: columns.id
    case .item: columns.item
    case .text: columns.text
    case .label: columns.label
    case .options: columns.options
    case .secondLabel: columns.secondLabel
    }
  }

  /// Fields of the columns, −1 for one that is not there, and how many fields a row has.
  package var fieldPlaces: (id: Int, item: Int, text: Int, count: Int) {
    func place(_ column: Column) -> Int {
      places.isEmpty ? -1 : places[column.rawValue] ?? -1
    }
    return (place(.id), place(.item), place(.text), headerCount)
  }
}
