/// Completions for fish.
enum FishCompletions {
  static var script: String {
    let verbs = Verb.all.map { verb in
      "complete -c kdrun -n __fish_use_subcommand -f -a \(verb.name) -d '\(quoted(verb.summary))'"
    }
    let options = Verb.all.flatMap { verb in verb.completedOptions.map { line(verb, $0) } }
    return (["# Completions of kdrun for fish; made by kdrun completions fish."] + verbs + options)
      .joined(separator: "\n") + "\n"
  }

  private static func line(_ verb: Verb, _ option: Option) -> String {
    let value =
      switch option.kind {
      case .flag: ""
      case .choice(let names): " -x -a '\(names.joined(separator: " "))'"
      case .path: " -r -F"
      case .integer, .integers, .number, .text: " -x"
      }
    return "complete -c kdrun -n '__fish_seen_subcommand_from \(verb.name)'"
      + " -l \(option.name.dropFirst(2))\(value) -d '\(quoted(option.help))'"
  }

  /// `text` within single quotes.
  private static func quoted(_ text: String) -> String {
    text.map { $0 == "'" || $0 == "\\" ? "\\\($0)" : "\($0)" }.joined()
  }
}
