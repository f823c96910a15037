/// Completions for zsh.
enum ZshCompletions {
  static var script: String {
    """
    #compdef kdrun
    # Completions of kdrun for zsh; made by kdrun completions zsh.
    _kdrun() {
      if (( CURRENT == 2 )); then
        local -a verbs=(
    \(Verb.all.map { "      '\($0.name):\(quoted($0.summary))'" }.joined(separator: "\n"))
        )
        _describe verb verbs
        return
      fi
      local verb=$words[2]
      shift words
      (( CURRENT-- ))
      case $verb in
    \(Verb.all.map(arguments).joined(separator: "\n"))
      esac
    }
    compdef _kdrun kdrun

    """
  }

  private static func arguments(_ verb: Verb) -> String {
    let lines = verb.completedOptions.map { option in
      "      '\(option.isRepeatable ? "*" : "")\(option.name)\(value(option))'"
    }
    return """
        \(verb.name))
          _arguments \\
      \(lines.map { $0 + " \\" }.joined(separator: "\n"))
            '*:file:_files'
          ;;
      """
  }

  private static func value(_ option: Option) -> String {
    let help = "[\(quoted(option.help))]"
    guard let placeholder = option.placeholder.map(quoted) else { return help }
    return switch option.kind {
    case .flag: help
    case .choice(let names): "=\(help):\(placeholder):(\(names.joined(separator: " ")))"
    case .path: "=\(help):\(placeholder):_files"
    case .integer, .integers, .number, .text: "=\(help):\(placeholder): "
    }
  }

  /// `text` within single quotes and brackets of `_arguments`.
  private static func quoted(_ text: String) -> String {
    text.map { character in
      switch character {
      case "'": "'\\''"
      case "[", "]", ":", "\\": "\\\(character)"
      default: "\(character)"
      }
    }.joined()
  }
}
