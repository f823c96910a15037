/// `kdrun completions`: a script that completes verbs, options and their values in a shell.
enum CompletionsVerb {
  static let verb = Verb(
    name: "completions", operands: "SHELL",
    summary: "Print the completions for bash, zsh or fish.",
    details: """
      bash: kdrun completions bash > ~/.local/share/bash-completion/completions/kdrun
      zsh:  kdrun completions zsh > a folder of $fpath, as _kdrun
      fish: kdrun completions fish > ~/.config/fish/completions/kdrun.fish
      """,
    options: [],
    run: run)

  private static func run(_ arguments: Arguments) throws(Failure) {
    let shell = try arguments.operands(named: "SHELL")[0]
    switch shell {
    case "bash": try Terminal.print(BashCompletions.script)
    case "zsh": try Terminal.print(ZshCompletions.script)
    case "fish": try Terminal.print(FishCompletions.script)
    default: throw .badValue(option: "SHELL", expected: "bash, zsh, fish", got: shell)
    }
  }
}

extension Verb {
  /// Its options and `--help`.
  var completedOptions: [Option] { options + [.flag("--help", "Print this page.")] }
}
