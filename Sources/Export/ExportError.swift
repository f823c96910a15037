import KDRuntime

/// Why a student cannot become a model file. The description is one line.
public enum ExportError: Error, Equatable, CustomStringConvertible {
  /// A size outside what the format allows.
  case outOfRange(what: String, found: Int, allowed: ClosedRange<Int>)
  /// A word, item or label that is empty or holds a line feed or NUL.
  case badText(what: String, index: Int)
  /// A word, item or label that occurs twice.
  case repeated(what: String, text: String)
  /// A figure that is infinite or not a number.
  case notFinite(what: String)

  public var description: String {
    switch self {
    case .outOfRange(let what, let found, let allowed):
      "model file: \(what): expected \(allowed.lowerBound) to \(allowed.upperBound), got \(found)"
    case .badText(let what, let index):
      "model file: \(what) \(index): expected text without line feed or NUL, not empty"
    case .repeated(let what, let text):
      "model file: \(what) occurs twice: \(text.debugDescription)"
    case .notFinite(let what):
      "model file: \(what): expected a finite number"
    }
  }
}
