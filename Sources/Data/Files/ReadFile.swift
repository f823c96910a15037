import Foundation

/// Largest data or soft-label file that is read, so that an endless one ends in an error.
public let maximumDataFileByteCount = 1 << 30

/// All bytes of a data file, which must be UTF-8 without NUL.
///
/// - Throws: `noInput` when there is nothing to read, `badData` for its bytes.
package func readText(_ path: String) throws(DataError) -> [UInt8] {
  let bytes = try readBytes(path)
  guard let fault = bytes.withUnsafeBufferPointer(firstTextFault) else { return bytes }
  let what = fault.kind == .nul ? "NUL byte" : "invalid UTF-8"
  throw .bad(path, fault.line, "\(what) at byte \(fault.byte)")
}

/// All bytes of a file or pipe.
package func readBytes(_ path: String) throws(DataError) -> [UInt8] {
  let file = open(path, O_RDONLY | O_CLOEXEC)
  guard file >= 0 else { throw openError(path, errno) }
  defer { close(file) }
  var bytes: [UInt8] = []
  while true {
    let count = appendChunk(file, to: &bytes)
    if count == 0 { return bytes }
    if count < 0 && errno != EINTR { throw openError(path, errno) }
    if bytes.count > maximumDataFileByteCount {
      throw .bad(path, nil, "file too long", expected: "at most \(maximumDataFileByteCount) bytes")
    }
  }
}

/// Reads up to 1 MiB to the end of `bytes`; returns what `read` returned.
private func appendChunk(_ file: Int32, to bytes: inout [UInt8]) -> Int {
  withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1 << 20) { chunk in
    let count = read(file, chunk.baseAddress, chunk.count)
    if count > 0 { bytes.append(contentsOf: chunk[..<count]) }
    return count
  }
}

private func openError(_ path: String, _ code: Int32) -> DataError {
  switch code {
  case ENOENT, ENOTDIR: .noInput(file: path, what: "no such file or folder")
  case EISDIR: .noInput(file: path, what: "is a folder, expected a file")
  default: .noInput(file: path, what: "cannot read: \(String(cString: strerror(code)))")
  }
}

/// What is at a path.
package enum PathKind { case nothing, folder, file }

package func pathKind(_ path: String) -> PathKind {
  var isFolder: ObjCBool = false
  guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
    return .nothing
  }
  return isFolder.boolValue ? .folder : .file
}
