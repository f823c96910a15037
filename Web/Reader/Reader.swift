// Tables in every form that kdrun reads, as functions for the page: the bytes of a file in, its rows as JSON
// out, each with the cells to write again. Memory comes from `kdweb_allocate`; nothing is ever taken back.

import KDCommon
import KDData
import KDRuntime

nonisolated(unsafe) private var result: [UInt8] = []

/// Reads a table. The result is an object: `error` in one line, with `columns` where the answers' column is not
/// found; or `note`, `delimiter`, `lineEnd`, `start`, and `lines`, each with `cells`, and a row also with
/// `text` and, where it has them, `id`, `item`, `label` and `isTooLong`.
///
/// - Parameters:
///   - columns: names of the answers' and of the labels' column, NUL between; empty for the standard ones.
///   - added: names of the columns that are added, NUL between.
@_cdecl("kdread_table")
public func readTable(
  _ bytes: UnsafePointer<UInt8>, _ count: Int, _ name: UnsafePointer<UInt8>, _ nameCount: Int,
  _ columns: UnsafePointer<UInt8>, _ columnsCount: Int, _ added: UnsafePointer<UInt8>,
  _ addedCount: Int
) {
  let bytes = Array(UnsafeBufferPointer(start: bytes, count: count))
  let path = string(name, nameCount)
  let wanted = parts(columns, columnsCount)
  let standard = ColumnNames()
  let names = ColumnNames(
    text: wanted[0].isEmpty ? standard.text : wanted[0],
    label: wanted.count < 2 || wanted[1].isEmpty ? standard.label : wanted[1])
  let table: JSON
  do throws(DataError) {
    table = try read(bytes, path, names, parts(added, addedCount))
  } catch {
    var members: [(String, JSON)] = [("error", .string(error.description))]
    let found = (try? columnNames(bytes, path)) ?? []
    if !found.contains(where: { foldedName($0) == foldedName(names.text) }) {
      members.append(("columns", .array(found.map { .string($0) })))
    }
    table = .object(members)
  }
  result = Array(table.text.utf8)
}

/// The value of each label of a model, an array; null where labels are classes, and for what is no model.
@_cdecl("kdread_values")
public func readValues(_ bytes: UnsafeRawPointer, _ count: Int) {
  let model = try? Model(UnsafeRawBufferPointer(start: bytes, count: count))
  let labels = model?.labels.map { String(decoding: $0, as: UTF8.self) } ?? []
  // As Provenance.labelOrder of KDExport, which the page does without.
  let stated = model?.provenance.settings.first { string($0.name) == "labels" }
  let order = stated.map { string($0.value).split(separator: ",").map(String.init) }
  let values = labels.isEmpty ? nil : LabelScale(labels, order: order).values
  result = Array((values.map { .array($0.map { JSON.number($0) }) } ?? JSON.null).text.utf8)
}

@_cdecl("kdread_result")
public func resultStart() -> UnsafePointer<UInt8> {
  result.withUnsafeBufferPointer { $0.baseAddress! }
}

@_cdecl("kdread_result_count")
public func resultCount() -> Int { result.count }

private func read(
  _ bytes: [UInt8], _ path: String, _ columns: ColumnNames, _ added: [String]
) throws(DataError) -> JSON {
  let found = try TableReader(bytes, path: path, columns: columns, hints: ReadingHints())
  guard var table = found else {
    // Lines without columns: in the words for a table that lacks them.
    _ = try Recognition(
      of: UnpackedFile(bytes, path: path, sheet: nil), columns: columns, hints: ReadingHints())
    throw .bad(path, nil, "no table", expected: "columns, one of them \(quoted(columns.text))")
  }
  var writer = TableWriter(table, adding: added)
  var lines: [JSON] = []
  while let line = try table.next() {
    var members: [(String, JSON)] = [("cells", .string(writer.cells(line)))]
    if case .row(let row) = line.kind { members += fields(row) }
    lines.append(.object(members))
  }
  return .object([
    ("note", .string(table.notes.joined(separator: " "))),
    ("delimiter", .string(String(decoding: [writer.delimiter], as: UTF8.self))),
    ("lineEnd", .string(writer.lineEnd)), ("start", .string(writer.start)),
    ("lines", .array(lines)),
  ])
}

private func fields(_ row: DataRow) -> [(String, JSON)] {
  var members: [(String, JSON)] = [("text", .string(String(decoding: row.text, as: UTF8.self)))]
  if row.isTooLong { members.append(("isTooLong", .bool(true))) }
  func add(_ name: String, _ value: String) {
    if !value.isEmpty { members.append((name, .string(value))) }
  }
  add("id", row.id.map { String(decoding: canonicalName($0), as: UTF8.self) } ?? "")
  add("item", row.item.map { String(decoding: canonicalName($0), as: UTF8.self) } ?? "")
  add("label", row.label.map { canonicalLabel($0) } ?? "")
  return members
}

private func columnNames(_ bytes: [UInt8], _ path: String) throws(DataError) -> [String] {
  try Recognition.columnNames(of: UnpackedFile(bytes, path: path, sheet: nil))
}

private func string(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
  String(decoding: bytes, as: UTF8.self)
}

private func string(_ start: UnsafePointer<UInt8>, _ count: Int) -> String {
  String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
}

private func parts(_ start: UnsafePointer<UInt8>, _ count: Int) -> [String] {
  UnsafeBufferPointer(start: start, count: count).split(
    separator: 0, omittingEmptySubsequences: false
  )
  .map { String(decoding: $0, as: UTF8.self) }
}
