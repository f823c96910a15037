import KDRuntime

/// A zip archive of files as they are, for what a test makes up itself.
package func storedZip(_ files: [(name: String, bytes: [UInt8])]) -> [UInt8] {
  var archive: [UInt8] = []
  var directory: [UInt8] = []
  for (name, bytes) in files {
    let offset = UInt32(archive.count)
    let name = Array(name.utf8)
    let sum = bytes.withUnsafeBytes { crc32($0) }
    let sizes = [sum, UInt32(bytes.count), UInt32(bytes.count)].flatMap { littleEndian($0) }
    // Version 2.0, no flags, stored, no time, no extra field.
    let common: [UInt8] = [20, 0, 0, 0, 0, 0, 0, 0, 0, 0] + sizes
    let lengths = [UInt8(name.count & 255), UInt8(name.count >> 8), 0, 0]
    archive += Array("PK\u{3}\u{4}".utf8) + common + lengths + name + bytes
    directory += Array("PK\u{1}\u{2}".utf8) + [20, 0] + common + lengths
    directory += [UInt8](repeating: 0, count: 10) + littleEndian(offset) + name
  }
  let count = [UInt8(files.count & 255), UInt8(files.count >> 8)]
  let end = littleEndian(UInt32(directory.count)) + littleEndian(UInt32(archive.count)) + [0, 0]
  return archive + directory + Array("PK\u{5}\u{6}".utf8) + [0, 0, 0, 0] + count + count + end
}

/// A workbook of one sheet, from what is inside the elements of its parts.
package func storedWorkbook(
  rows: String, strings: String = "", styles: String = "", properties: String = ""
) -> [UInt8] {
  storedWorkbook(
    sheet: "<worksheet><sheetData>\(rows)</sheetData></worksheet>",
    strings: "<sst>\(strings)</sst>", styles: "<styleSheet>\(styles)</styleSheet>",
    list: "<workbook>\(properties)<sheets><sheet name=\"One\" r:id=\"r1\"/></sheets></workbook>")
}

/// A workbook of one sheet, from its parts.
package func storedWorkbook(
  sheet: String, strings: String, styles: String, list: String,
  relationships: String = plainRelationships
) -> [UInt8] {
  storedZip([
    ("xl/workbook.xml", Array(list.utf8)),
    ("xl/_rels/workbook.xml.rels", Array(relationships.utf8)),
    ("xl/sharedStrings.xml", Array(strings.utf8)), ("xl/styles.xml", Array(styles.utf8)),
    ("xl/worksheets/sheet1.xml", Array(sheet.utf8)),
  ])
}

/// One sheet, shared strings and styles.
package let plainRelationships = """
  <Relationships>
  <Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>
  <Relationship Id="r2" Type="x/sharedStrings" Target="sharedStrings.xml"/>
  <Relationship Id="r3" Type="x/styles" Target="/xl/styles.xml"/>
  </Relationships>
  """

private func littleEndian(_ number: UInt32) -> [UInt8] {
  (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
}
