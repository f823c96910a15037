import KDCommon

/// Why a data file or a soft-label file was refused. `description` is one line.
public enum DataError: Error, Sendable, Equatable, CustomStringConvertible {
  /// There is nothing to read: missing, a folder in a file's place, unreadable.
  case noInput(file: String, what: String)
  /// It was read and its content is wrong. `line` counts from 1; `nil` means the whole file.
  case badData(file: String, line: Int?, what: String, expected: String?, got: String?)

  /// What, where (file and line), expected, got.
  public var description: String {
    switch self {
    case .noInput(let file, let what):
      return "\(printable(file)): \(what)"
    case .badData(let file, let line, let what, let expected, let got):
      var text = printable(file)
      if let line { text += ":\(line)" }
      text += ": \(what)"
      if let expected { text += ", expected \(expected)" }
      if let got { text += ", got \(got)" }
      return text
    }
  }

  /// The same, when `count` lines stand before those that were counted.
  package func moved(by count: Int) -> DataError {
    guard case .badData(let file, let line?, let what, let expected, let got) = self else {
      return self
    }
    return .badData(file: file, line: line + count, what: what, expected: expected, got: got)
  }

  /// `badData` with the parts that are often absent left out.
  package static func bad(
    _ file: String, _ line: Int?, _ what: String, expected: String? = nil, got: String? = nil
  ) -> DataError {
    .badData(file: file, line: line, what: what, expected: expected, got: got)
  }
}
