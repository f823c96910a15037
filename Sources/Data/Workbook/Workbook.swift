import KDCommon

/// An Excel workbook (`.xlsx`, `.xlsm`; ECMA-376), as Excel, LibreOffice, Google Sheets and programs
/// write it: the names of its sheets, and their rows as text.
///
/// Everything is read within `WorkbookLimits`; what is larger or damaged is refused with one line.
package struct Workbook {
  /// In the order of their tabs.
  package private(set) var sheets: [WorkbookSheet]
  private let archive: ZipArchive
  private let path: String
  private let shared: SharedParts
  /// Unpacked bytes of the shared parts.
  private let sharedByteCount: Int

  package var sheetNames: [String] { sheets.map { $0.name } }

  /// Reads the list of sheets and what they share, but no sheet.
  ///
  /// - Throws: `badData` that names what the file seems to be where it is no workbook.
  package init(_ bytes: [UInt8], path: String) throws(DataError) {
    guard isZip(bytes) else { throw notAWorkbook(bytes, path) }
    var parts = WorkbookParts(archive: try ZipArchive(bytes, path: path), path: path)
    guard let main = try parts.mainPart() else { throw notAWorkbook(bytes, path) }
    let relationships = try parts.relationships(of: main)
    let list = try parts.read(main) { (bytes) throws(XMLFault) in
      try SheetList(bytes, relationships)
    }
    var shared = SharedParts()
    shared.is1904 = list.is1904
    if let part = relationships.path(ofKind: "sharedStrings"), parts.has(part) {
      shared.strings = try parts.read(part) { (bytes) throws(XMLFault) in try sharedStrings(bytes) }
    }
    if let part = relationships.path(ofKind: "styles"), parts.has(part) {
      shared.formats = try parts.read(part) { (bytes) throws(XMLFault) in try NumberFormats(bytes) }
    }
    sheets = list.sheets
    archive = parts.archive
    self.path = path
    self.shared = shared
    sharedByteCount = parts.byteCount
  }

  /// The rows of sheet `index` that have text, in order.
  ///
  /// - Throws: `badData`, its line the sheet's row, for what is damaged or beyond `WorkbookLimits`,
  ///   and for a formula that was never calculated.
  package func rows(of index: Int) throws(DataError) -> [SheetRow] {
    let sheet = sheets[index]
    guard sheet.hasRows else {
      throw .bad(path, nil, "sheet \(quoted(sheet.name)) is a chart: name another sheet")
    }
    var parts = WorkbookParts(archive: archive, path: path, byteCount: sharedByteCount)
    let bytes = try parts.contents(sheet.path)
    var rows: [SheetRow] = []
    var reader: SheetReader
    do throws(XMLFault) {
      reader = try SheetReader(bytes, shared)
    } catch {
      throw damaged(sheet, error, nil)
    }
    do throws(XMLFault) {
      while let row = try reader.next() { rows.append(row) }
    } catch {
      throw damaged(sheet, error, reader)
    }
    return rows
  }

  private func damaged(
    _ sheet: WorkbookSheet, _ fault: XMLFault, _ reader: SheetReader?
  ) -> DataError {
    var what = "sheet \(quoted(sheet.name))"
    let row = reader.flatMap { $0.row > 0 ? $0.row : nil }
    if let reader, let row, reader.column > 0 {
      what += ", cell \(columnName(reader.column))\(row)"
    }
    return .bad(path, row, "\(what): \(fault.what)")
  }
}

// MARK: - Choosing a sheet

extension Workbook {
  /// The sheet called `wish`, or the one of that number from 1 on; without a wish the first one that
  /// is visible and has rows.
  ///
  /// - Throws: `badData`, which lists the sheets, when there is none.
  package func sheet(_ wish: String?) throws(DataError) -> Int {
    guard let wish else {
      if let index = sheets.firstIndex(where: { $0.isVisible && $0.hasRows }) { return index }
      throw .bad(path, nil, "no visible sheet with rows")
    }
    if let index = sheets.firstIndex(where: { $0.name == wish }) { return index }
    let key = ZipEntry.key(wish.utf8)
    if let index = sheets.firstIndex(where: { ZipEntry.key($0.name.utf8) == key }) { return index }
    if let number = boundedNumber(wish.utf8), sheets.indices.contains(number - 1) {
      return number - 1
    }
    throw .bad(
      path, nil, "no sheet \(quoted(wish))", expected: listed(sheetNames))
  }
}

/// Says what a file is that is no workbook.
private func notAWorkbook(_ bytes: [UInt8], _ path: String) -> DataError {
  if let signature = seemsToBe(bytes) { return signature.error(path) }
  return .bad(path, nil, "not an Excel workbook: save it as .xlsx or CSV UTF-8")
}
