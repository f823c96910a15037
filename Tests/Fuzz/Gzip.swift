// seeds: Tests/Fuzz/Seeds/*.gz
import KDData

/// Any bytes as a gzip file: one line or at most a mebibyte.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: data, count: count))
  do throws(DataError) {
    let output = try gunzip(bytes, path: "x", limit: 1 << 20)
    precondition(output.count <= 1 << 20)
  } catch {
    precondition(!error.description.contains("\n"))
  }
  return 0
}
