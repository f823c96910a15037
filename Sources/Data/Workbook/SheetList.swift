/// A sheet as the workbook lists it.
package struct WorkbookSheet {
  package var name: String
  /// Whether a person sees its tab.
  package var isVisible: Bool
  /// Whether it has rows; a chart has none.
  package var hasRows: Bool
  /// Its part of the archive.
  var path: String
}

/// What `xl/workbook.xml` says (ECMA-376 18.2): the sheets in the order of their tabs.
struct SheetList {
  var sheets: [WorkbookSheet] = []
  /// Whether days are counted from 1904.
  var is1904 = false

  init(_ bytes: [UInt8], _ relationships: Relationships) throws(XMLFault) {
    var scanner = try XMLScanner(bytes)
    try scanner.enterRoot("workbook")
    while try scanner.nextChild(of: 1) {
      if scanner.isNamed("workbookPr") {
        let flag = try scanner.attribute("date1904")
        is1904 = flag.map { $0.elementsEqual("1".utf8) || $0.elementsEqual("true".utf8) } ?? false
      } else if scanner.isNamed("sheets") {
        while try scanner.nextChild(of: 2, "sheet") { try add(scanner, relationships) }
      }
    }
  }

  private mutating func add(
    _ scanner: XMLScanner, _ relationships: Relationships
  ) throws(XMLFault) {
    if sheets.count == WorkbookLimits.sheetCount { throw scanner.fault("too many sheets") }
    guard let name = try scanner.attribute("name"), let id = try scanner.attribute("id"),
      let part = relationships.relationship(id)
    else { throw scanner.fault("a sheet without a name or a part") }
    let state = try scanner.attribute("state")
    sheets.append(
      WorkbookSheet(
        name: cellText(name), isVisible: state.map { $0.elementsEqual("visible".utf8) } ?? true,
        hasRows: part.kind.elementsEqual("worksheet".utf8), path: part.path))
  }
}
