import KDSystem

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
  let bytes: [UInt8]
  do throws(SystemError) {
    bytes = try readFile(path, limit: maximumDataFileByteCount)
  } catch { throw .noInput(file: path, what: meaning(error)) }
  if bytes.count > maximumDataFileByteCount {
    throw .bad(path, nil, "file too long", expected: "at most \(maximumDataFileByteCount) bytes")
  }
  return bytes
}

private func meaning(_ error: SystemError) -> String {
  if error.isMissing { return "no such file or folder" }
  return error.isFolder ? "is a folder, expected a file" : "cannot read: \(error)"
}
