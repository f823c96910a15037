/// Why a file cannot be made. The description is one line.
public enum OutputFault: Error, Equatable, CustomStringConvertible {
  /// It is one of the files that are read.
  case isInput(path: String, input: String)
  case isFolder(path: String)
  /// The system's number for the reason.
  case refused(path: String, code: Int32)

  /// What is wrong, in one line.
  public var description: String {
    switch self {
    case .isInput(let path, let input): "\(path): cannot be created: it is the input \(input)"
    case .isFolder(let path): "\(path): cannot be created: it is a folder"
    case .refused(let path, let code): "\(path): cannot be created: \(SystemError(code: code))"
    }
  }
}

/// Finds out whether a file can be made at `path`, before the work for it is done; it must be none
/// of `inputs`.
///
/// - Throws: `OutputFault` when it cannot.
package func checkOutput(_ path: String, besides inputs: [String]) throws(OutputFault) {
  if let input = inputs.first(where: { isSameFile($0, path) }) {
    throw .isInput(path: path, input: input)
  }
  if pathKind(path) == .folder { throw .isFolder(path: path) }
  do throws(SystemError) { try tryToCreate(path) } catch {
    throw .refused(path: path, code: error.code)
  }
}
