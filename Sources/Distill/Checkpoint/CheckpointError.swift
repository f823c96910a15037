/// Why training cannot go on from a checkpoint, or cannot leave one. The description is one line.
public enum CheckpointError: Error, Equatable, CustomStringConvertible {
  /// Not a checkpoint, or cut or changed since it was written.
  case damaged(path: String)
  /// Made from something else: the name of the data, file or option that differs.
  case differs(path: String, name: String, was: String, now: String)
  /// The file could not be made (`isCreation`) or written; `reason` says which file and why.
  case notWritten(reason: String, isCreation: Bool)

  /// What is wrong with which file, on one line.
  public var description: String {
    switch self {
    case .damaged(let path): "\(path): not a checkpoint of kdrun, or a damaged one"
    case .differs(let path, let name, let was, let now):
      "\(path): made with \(name) \(Self.shown(was)), now it is \(Self.shown(now)); a run goes on "
        + "only with the same data, options and version"
    case .notWritten(let reason, _): reason
    }
  }

  private static func shown(_ value: String) -> String { value.isEmpty ? "not given" : value }
}
