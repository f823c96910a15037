/// The pages of help: the overview and each verb's, made from the verbs and their options.
extension Verb {
  /// The verb's page of help.
  var help: String {
    """
    usage: kdrun \(name) \(operands) [OPTIONS]

    \(summary)

    \(details)

    options:
    \(Self.table(optionRows))

    """
  }

  /// The list of verbs.
  static var overview: String {
    """
    usage: kdrun VERB [ARGUMENTS]

    Distils a large teacher that grades written answers into a small student,
    and scores answers with it.

    verbs:
    \(table(all.map { ("\($0.name) \($0.operands)", $0.summary) }))

    kdrun VERB --help lists a verb's options, kdrun --version the version.
    "-" is standard input. Exit codes: 0 done, 64 usage, 65 bad data, 66 no input,
    70 bug, 73 cannot create a file, 74 reading or writing failed,
    130 and 143 stopped by Ctrl-C or SIGTERM after the line in hand.

    """
  }

  private var optionRows: [(String, String)] {
    let rows = options.map { option in
      let value = option.placeholder.map { " \($0)" } ?? ""
      let more = option.isRepeatable ? " (repeatable)" : ""
      let standard = option.standard.map { " [\($0)]" } ?? ""
      return (option.name + value, option.help + more + standard)
    }
    return rows + [("--help", "Print this page.")]
  }

  /// Two columns; a left entry too long for its column stands on a line of its own.
  private static func table(_ rows: [(String, String)]) -> String {
    let column = 24
    return rows.map { left, right in
      let gap = column - 2 - left.count
      let separator =
        gap >= 2 ? String(repeating: " ", count: gap) : "\n" + String(repeating: " ", count: column)
      return "  " + left + separator + wrapped(right, from: column)
    }.joined(separator: "\n")
  }

  /// `text` in lines that end before column 100, continued under `column`.
  private static func wrapped(_ text: String, from column: Int) -> String {
    var lines = [""]
    for word in text.split(separator: " ") {
      let last = lines[lines.count - 1]
      if !last.isEmpty && column + last.count + 1 + word.count > 99 {
        lines.append(String(word))
      } else {
        lines[lines.count - 1] = last.isEmpty ? String(word) : last + " " + word
      }
    }
    return lines.joined(separator: "\n" + String(repeating: " ", count: column))
  }
}
