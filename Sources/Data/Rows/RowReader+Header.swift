import KDCommon

extension RowReader {
  /// Finds the columns in the first record of a table.
  mutating func readHeader(_ record: DelimitedRecord) throws(DataError) {
    let names = (0..<record.count).map { String(decoding: record[$0], as: UTF8.self) }
    var found: [Int?] = []
    for column in Column.allCases {
      found.append(try place(of: column, in: names, record.line))
    }
    places = found
    headerCount = names.count
  }

  private func place(
    of column: Column, in names: [String], _ line: Int
  ) throws(DataError) -> Int? {
    let wanted = columnName(column)
    let isNeeded =
      column == .text || wanted != RowReader.standardName(column)
      || column == .label && needsLabel
    guard let place = names.firstIndex(of: wanted) else {
      if !isNeeded { return nil }
      throw .bad(name, line, "no column \(quoted(wanted))", got: listed(names))
    }
    if names[(place + 1)...].contains(wanted) {
      throw .bad(name, line, "column \(quoted(wanted)) is there twice")
    }
    return place
  }

  private func columnName(_ column: Column) -> String { RowReader.name(of: column, in: columns) }

  private static func standardName(_ column: Column) -> String {
    name(of: column, in: ColumnNames())
  }

  private static func name(of column: Column, in columns: ColumnNames) -> String {
    switch column {
    case .id: columns.id
    case .item: columns.item
    case .text: columns.text
    case .label: columns.label
    case .options: columns.options
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
