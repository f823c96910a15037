// seeds: none
import KDData

/// Any bytes as a stream of deflate: an error or at most a mebibyte.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: data, count: count))
  var output: [UInt8] = [1, 2, 3]
  do throws(InflateFault) {
    let end = try Inflate.unpack(bytes, 0..<count, limit: 1 << 20, into: &output)
    precondition((1...count).contains(end))
  } catch {
    precondition(!error.what.isEmpty)
  }
  precondition(output.count <= 3 + 1 << 20 && output.starts(with: [1, 2, 3]))
  return 0
}
