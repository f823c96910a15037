import KDCommon
import KDDistill
import KDSystem

/// Why a command ended early. Every error line of kdrun is made in `text`.
enum Failure: Error {
  // The command line: exit 64.
  case noVerb
  case unknownVerb(String, suggestion: String?)
  case unknownOption(String, suggestion: String?)
  case missingValue(option: String, placeholder: String)
  case unexpectedValue(option: String)
  case duplicateOption(String)
  case badValue(option: String, expected: String, got: String)
  case missingOperand(String)
  case fileAsText(String)
  case extraOperand(String)
  case exclusive(String, String)
  case neededOption(String)
  case debugBuild
  // Data and models: exit 65.
  case badData(String)
  case notAModel(path: String, reason: String)
  case badRow(source: String, line: Int, reason: String)
  case fidelity(measure: String, drop: Double, limit: Double)
  case diverged(Divergence)
  // Input: exit 66.
  case cannotOpen(path: String, SystemError)
  case isFolder(path: String)
  case noInput(String)
  // Output: exit 73.
  case notCreated(String)
  // Reading and writing: exit 74.
  case cannotRead(name: String, SystemError)
  case cannotWrite(name: String, SystemError)
  case notWritten(String)
  /// The reader of standard output has gone: nothing is printed.
  case outputClosed
  // Signals: exit 130 or 143, nothing is printed.
  case stopped(signal: Int32)
  // A bug: exit 70.
  case bug(String)

  /// The exit code that goes with it.
  var exit: ExitCode {
    switch self {
    case .noVerb, .unknownVerb, .unknownOption, .missingValue, .unexpectedValue,
      .duplicateOption, .badValue, .missingOperand, .fileAsText, .extraOperand, .exclusive,
      .neededOption,
      .debugBuild:
      .usage
    case .badData, .notAModel, .badRow, .fidelity, .diverged: .badData
    case .cannotOpen, .isFolder, .noInput: .noInput
    case .notCreated: .cannotCreate
    case .cannotRead, .cannotWrite, .notWritten, .outputClosed: .inputOutput
    case .stopped(let signal): signal == Signals.termination ? .terminated : .interrupted
    case .bug: .software
    }
  }

  /// One line without its end, or nil when the command ends quietly.
  var text: String? {
    switch self {
    case .noVerb: "missing verb; kdrun --help lists them"
    case .unknownVerb(let verb, let suggestion):
      "unknown verb \(quoted(verb))" + Self.hint(suggestion)
    case .unknownOption(let option, let suggestion):
      "unknown option \(printable(option))"
        + (Self.isNegativeNumber(option)
          ? "; if it is a text, -- before it says so" : Self.hint(suggestion))
    case .missingValue(let option, let placeholder):
      "option \(option) needs a value: \(option) \(placeholder)"
    case .unexpectedValue(let option): "option \(option) takes no value"
    case .duplicateOption(let option): "option \(option) is given twice"
    case .badValue(let option, let expected, let got):
      "option \(option): expected \(expected), got \(quoted(got))"
    case .missingOperand(let name): "missing \(name)"
    case .fileAsText(let path):
      "expected a response, got the file \(quoted(path)); --data \(printable(path)) scores what it holds"
    case .extraOperand(let operand): "unexpected argument \(quoted(operand))"
    case .exclusive(let first, let second): "\(first) and \(second) exclude each other"
    case .neededOption(let option): "option \(option) is needed"
    case .debugBuild:
      "built without optimisation, so its times mean nothing; expected swift build -c release; "
        + "--force measures nevertheless"
    case .badData(let reason), .noInput(let reason), .notCreated(let reason),
      .notWritten(let reason):
      printable(reason)
    case .notAModel(let path, let reason): "\(printable(path)): \(printable(reason))"
    case .badRow(let source, let line, let reason):
      "\(printable(source)):\(line): \(printable(reason))"
    case .fidelity(let measure, let drop, let limit):
      "nothing written: the int8 model loses \(decimal(drop, places: 4)) of \(measure) against the "
        + "float student, expected at most \(decimal(limit, places: 4)); --force writes it nevertheless"
    case .cannotOpen(let path, let error): "\(printable(path)): \(error)"
    case .isFolder(let path): "\(printable(path)): expected a file, got a folder"
    case .diverged(let divergence):
      "nothing written: training broke down: the loss or gradient of \(divergence.dropped) "
        + (divergence.of.map { "of an epoch's \(grouped($0)) steps" } ?? "steps in a row")
        + " was not finite; a lower --lr or weight decay may help"
    case .cannotRead(let name, let error):
      "\(printable(name)): cannot be read: \(error)"
    case .cannotWrite(let name, let error):
      "\(printable(name)): cannot be written: \(error)"
    case .outputClosed, .stopped: nil
    case .bug(let what): "this is a bug in kdrun: \(printable(what))"
    }
  }

  private static func isNegativeNumber(_ text: String) -> Bool {
    text.utf8.dropFirst().first.map { (0x30...0x39).contains($0) } ?? false
  }

  private static func hint(_ suggestion: String?) -> String {
    suggestion.map { "; did you mean \($0)?" } ?? "; --help lists them"
  }
}
