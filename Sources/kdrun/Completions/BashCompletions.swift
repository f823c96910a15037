/// Completions for bash.
enum BashCompletions {
  static var script: String {
    let verbs = Verb.all
    return """
      # Completions of kdrun for bash; made by kdrun completions bash.
      _kdrun() {
        local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} words=
        if [ "$COMP_CWORD" -eq 1 ]; then
          words="\(verbs.map(\.name).joined(separator: " ")) --help --version"
          COMPREPLY=($(compgen -W "$words" -- "$word"))
          return
        fi
        case "${COMP_WORDS[1]} $before" in
      \(verbs.compactMap(valueCases).joined(separator: "\n"))
        esac
        case "$word" in
        -*)
          case "${COMP_WORDS[1]}" in
      \(verbs.map(optionCase).joined(separator: "\n"))
          esac
          COMPREPLY=($(compgen -W "$words" -- "$word"))
          ;;
        *) COMPREPLY=($(compgen -f -- "$word")) ;;
        esac
      }
      complete -o filenames -F _kdrun kdrun

      """
  }

  /// What follows an option: a name, a file, or nothing that is known.
  private static func valueCases(_ verb: Verb) -> String? {
    var lines: [String] = []
    var (files, others): ([String], [String]) = ([], [])
    for option in verb.completedOptions {
      let pattern = "\"\(verb.name) \(option.name)\""
      switch option.kind {
      case .flag: break
      case .choice(let names):
        lines.append(
          "  \(pattern)) COMPREPLY=($(compgen -W \"\(names.joined(separator: " "))\" -- \"$word\")); return ;;"
        )
      case .path: files.append(pattern)
      case .integer, .integers, .number, .text: others.append(pattern)
      }
    }
    if !files.isEmpty {
      lines.append(
        "  \(files.joined(separator: " | "))) COMPREPLY=($(compgen -f -- \"$word\")); return ;;")
    }
    if !others.isEmpty { lines.append("  \(others.joined(separator: " | "))) return ;;") }
    return lines.isEmpty ? nil : lines.joined(separator: "\n")
  }

  private static func optionCase(_ verb: Verb) -> String {
    "    \(verb.name)) words=\"\(verb.completedOptions.map(\.name).joined(separator: " "))\" ;;"
  }
}
