import KDSystem

/// Largest data or soft-label file that is read, so that an endless one ends in an error.
public let maximumDataFileByteCount = 1 << 30

/// Reads a file of labelled responses, as `parseResponses`.
///
/// - Throws: what `parseResponses` throws; `noInput` when there is nothing to read.
public func readResponses(
  path: String, options: ReadOptions = ReadOptions()
) throws(DataError) -> DataSet {
  try parseResponses(readBytes(path), path: path, options: options)
}

extension SoftLabels {
  /// Reads and checks the soft labels of a file.
  ///
  /// - Throws: what the same without a file throws; `noInput` when there is nothing to read.
  public init(path: String, labels: [String], for responses: [Response]) throws(DataError) {
    try self.init(readBytes(path), path: path, labels: labels, for: responses)
  }
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
