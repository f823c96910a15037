/// Why a file could not be written. The description is one line.
public struct FileError: Error, Equatable, CustomStringConvertible {
  /// What a caller does with it; the command's exit code.
  public enum Kind: Sendable, Equatable {
    /// The file cannot be made at that path: exit 73.
    case cannotCreate
    /// Writing failed on the way, for example on a full disk: exit 74.
    case inputOutput
  }

  /// What a caller does with it.
  public let kind: Kind
  /// The file, as it was named.
  public let path: String
  /// The step that failed, for example `write`.
  public let operation: String
  /// The system's number for the reason.
  public let code: Int32

  /// An error of `operation` on the file at `path`, with the system's number for it.
  public init(_ kind: Kind, path: String, operation: String, code: Int32) {
    self.kind = kind
    self.path = path
    self.operation = operation
    self.code = code
  }

  /// What is wrong, in one line.
  public var description: String {
    let what = kind == .cannotCreate ? "cannot create" : "cannot write"
    return "\(what) \(path): \(operation): \(SystemError(code: code))"
  }
}
