/// All bytes of a file or pipe, at most `limit` and up to a chunk more: whoever asks refuses those.
package func readFile(_ path: String, limit: Int) throws(SystemError) -> [UInt8] {
  let file = try OpenFile(path)
  defer { file.close() }
  var bytes: [UInt8] = []
  while bytes.count <= limit {
    do throws(SystemError) {
      if try file.appendChunk(to: &bytes) == 0 { break }
    } catch {
      if !error.isTemporary { throw error }
    }
  }
  return bytes
}

extension OpenFile {
  /// Reads up to 1 MiB to the end of `bytes`; returns how many.
  fileprivate func appendChunk(to bytes: inout [UInt8]) throws(SystemError) -> Int {
    var failure: SystemError?
    let count = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1 << 20) { chunk in
      do throws(SystemError) {
        let count = try read(into: chunk.baseAddress!, count: chunk.count)
        bytes.append(contentsOf: chunk[..<count])
        return count
      } catch {
        failure = error
        return 0
      }
    }
    if let failure { throw failure }
    return count
  }
}
