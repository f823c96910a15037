// seeds: Tests/DataTests/Fixtures/*.xlsx
import KDData

/// Any bytes as a workbook, all its sheets read: rows in order, or one line.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: data, count: count))
  do throws(DataError) {
    let workbook = try Workbook(bytes, path: "x")
    for index in workbook.sheets.indices.prefix(4) {
      var last = 0
      for row in try workbook.rows(of: index) {
        precondition(row.number > last && row.cells.last != "")
        last = row.number
      }
    }
  } catch {
    precondition(!error.description.contains("\n"))
  }
  return 0
}
