import Foundation

/// Why a file cannot be made. The description is one line.
public enum OutputFault: Error, Equatable, CustomStringConvertible {
  /// It is one of the files that are read.
  case isInput(path: String, input: String)
  case isFolder(path: String)
  /// The system's number for the reason.
  case refused(path: String, code: Int32)

  public var description: String {
    switch self {
    case .isInput(let path, let input): "\(path): cannot be created: it is the input \(input)"
    case .isFolder(let path): "\(path): cannot be created: it is a folder"
    case .refused(let path, let code):
      "\(path): cannot be created: \(String(cString: strerror(code)))"
    }
  }
}

/// Finds out whether a file can be made at `path`, before the work for it is done; it must be none
/// of `inputs`. Nil when it can.
public func outputFault(_ path: String, besides inputs: [String]) -> OutputFault? {
  if let input = inputs.first(where: { isSame($0, path) }) {
    return .isInput(path: path, input: input)
  }
  var status = stat()
  if stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR { return .isFolder(path: path) }
  // A trial says more than permission bits do: full, read-only and virtual file systems refuse.
  let trial = path + ".\(getpid()).tmp"
  let descriptor = open(trial, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
  if descriptor < 0 { return .refused(path: path, code: errno) }
  close(descriptor)
  unlink(trial)
  return nil
}

/// Writes two files atomically. When the second fails, a first that was new is removed.
public func writePair(
  _ first: (path: String, bytes: [UInt8]), _ second: (path: String, bytes: [UInt8])
) throws(FileError) {
  let wasThere = access(first.path, F_OK) == 0
  try writeAtomically(first.bytes, to: first.path)
  do throws(FileError) {
    try writeAtomically(second.bytes, to: second.path)
  } catch {
    if !wasThere { unlink(first.path) }
    throw error
  }
}

/// Whether both paths lead to one file that exists, by whatever name.
private func isSame(_ first: String, _ second: String) -> Bool {
  var a = stat()
  var b = stat()
  return stat(first, &a) == 0 && stat(second, &b) == 0
    && a.st_dev == b.st_dev && a.st_ino == b.st_ino
}
