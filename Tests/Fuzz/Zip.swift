// seeds: Tests/DataTests/Fixtures/*.xlsx
import KDData

/// Any bytes as a zip archive, all its entries unpacked, and the same bytes by their signature.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: data, count: count))
  if let signature = seemsToBe(bytes) { precondition(!signature.name.isEmpty) }
  guard let archive = try? ZipArchive(bytes, path: "x") else { return 0 }
  for entry in archive.entries {
    guard let contents = try? archive.contents(of: entry, limit: 1 << 20) else { continue }
    precondition(contents.count == entry.byteCount)
  }
  return 0
}
