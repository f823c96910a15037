// seeds: none
import KDData

/// Any bytes as XML: events that fit together, in memory no longer than the bytes.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: data, count: count))
  guard var scanner = try? XMLScanner(bytes) else { return 0 }
  var depth = 0
  while let event = try? scanner.next() {
    switch event {
    case .start:
      depth += 1
      _ = try? scanner.attribute("r")
    case .end: depth -= 1
    case .text:
      var text: [UInt8] = []
      _ = try? scanner.appendPiece(to: &text)
      precondition(text.count <= count)
    case .finished:
      precondition(depth == 0)
      return 0
    }
    precondition(depth == scanner.depth && depth <= WorkbookLimits.depth)
  }
  return 0
}
