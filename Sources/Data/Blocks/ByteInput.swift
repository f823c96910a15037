/// Where a `BlockReader` takes its bytes from.
package protocol ByteInput {
  associatedtype Fault: Error

  /// Reads at least one byte, or returns 0 at the end. It may wait.
  mutating func read(into memory: UnsafeMutablePointer<UInt8>, count: Int) throws(Fault) -> Int

  /// Whether `read` would not wait.
  func hasMore() -> Bool
}
