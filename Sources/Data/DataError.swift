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

/// `text` in double quotes for a message: on one line, and cut after 60 characters.
package func quoted(_ text: some StringProtocol) -> String {
  let head = text.unicodeScalars.prefix(60)
  let cut = head.endIndex == text.unicodeScalars.endIndex ? "" : "…"
  return "\"\(printable(String(String.UnicodeScalarView(head))))\(cut)\""
}

/// `text` with every control character escaped, so that it stays on one line of a terminal.
package func printable(_ text: String) -> String {
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .format:
      result.append(contentsOf: scalar.escaped(asASCII: true).unicodeScalars)
    default:
      result.append(scalar)
    }
  }
  return String(result)
}

/// A list for a message: the first five names, then how many more.
package func listed(_ names: [String]) -> String {
  let head = names.prefix(5).map { quoted($0) }.joined(separator: ", ")
  return names.count > 5 ? "\(head) and \(names.count - 5) more" : head
}
