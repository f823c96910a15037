import KDRuntime

/// Why a student cannot become a model file. The description is one line.
public enum ExportError: Error, Equatable, CustomStringConvertible {
  /// A size outside what the format allows.
  case outOfRange(what: String, found: Int, allowed: ClosedRange<Int>)
  /// A word, item or label that is empty or holds a line feed or NUL, or another text with a NUL.
  case badText(what: String, index: Int)
  /// A word, item or label that occurs twice.
  case repeated(what: String, text: String)
  /// A figure that is infinite or not a number, or a calibrated maximum below zero.
  case notFinite(what: String)
  /// The runtime would not read the file: the student's integers break a rule of docs/NUMERICS.md.
  case refused(section: String, offset: Int)
  /// The runtime would read the file, but make no scorer of it.
  case notScorable(ArenaError)

  /// What is wrong, in one line.
  public var description: String { "model file: \(reason)" }

  /// The description without what it is about.
  var reason: String {
    switch self {
    case .outOfRange(let what, let found, let allowed):
      "\(what): expected \(allowed.lowerBound) to \(allowed.upperBound), got \(found)"
    case .badText(let what, let index):
      "\(what) \(index): expected text without line feed or NUL, not empty"
    case .repeated(let what, let text):
      "\(what) occurs twice: \(text.debugDescription)"
    case .notFinite(let what):
      "\(what): expected a finite number"
    case .refused(let section, let offset):
      "\(section) at byte \(offset): expected what the runtime accepts, got a refusal"
    case .notScorable(.vocabularyClustered):
      "too many words of the vocabulary share one place of its table"
    case .notScorable(let error):
      "expected a scorer to make golden vectors with, got \(error)"
    }
  }

  /// Refuses a number that the format does not allow.
  static func check(
    _ what: String, _ found: Int, _ allowed: ClosedRange<Int>
  ) throws(ExportError) {
    guard allowed.contains(found) else {
      throw .outOfRange(what: what, found: found, allowed: allowed)
    }
  }
}
