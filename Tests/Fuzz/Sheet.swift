// seeds: Tests/Fuzz/Seeds/*.xml
import KDData
import TestSupport

/// Any bytes as the five parts of a workbook, which a line `====` separates: what the checksums of a
/// zip archive keep from the readers of XML.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: data, count: count))
  var parts = [""]
  for line in bytes.split(separator: 10, omittingEmptySubsequences: false) {
    if line.elementsEqual("====".utf8) {
      parts.append("")
    } else {
      parts[parts.count - 1] += String(decoding: line, as: UTF8.self) + "\n"
    }
  }
  guard parts.count == 5 else { return 0 }
  let archive = storedWorkbook(
    sheet: parts[0], strings: parts[1], styles: parts[2], list: parts[3], relationships: parts[4])
  do throws(DataError) {
    let workbook = try Workbook(archive, path: "x")
    for index in workbook.sheets.indices.prefix(4) {
      for row in try workbook.rows(of: index) { precondition(row.cells.last != "") }
    }
  } catch {
    precondition(!error.description.contains("\n"))
  }
  return 0
}
