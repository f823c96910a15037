import KDRuntime
import KDSystem

/// Finds the verb, runs it and turns what it throws into a line and an exit code.
enum CommandLineTool {
  static let version = "\(kdrunVersion)"

  /// Runs one command line, without the program's name.
  static func run(_ arguments: [[UInt8]]) -> ExitCode {
    StandardStreams.openAll()
    Signals.install()
    let first = arguments.first.map { String(decoding: $0, as: UTF8.self) }
    do throws(Failure) {
      try dispatch(first, arguments.dropFirst())
      return .success
    } catch {
      let verb = Verb.all.first { $0.name == first }.map { " \($0.name)" } ?? ""
      if let text = error.text { Terminal.writeToError("kdrun\(verb): \(text)\n") }
      return error.exit
    }
  }

  private static func dispatch(
    _ first: String?, _ rest: ArraySlice<[UInt8]>
  ) throws(Failure) {
    guard let first else { throw .noVerb }
    if first == "--help" || first == "-h" || first == "help" {
      return try Terminal.print(Verb.overview)
    }
    if first == "--version" { return try Terminal.print("kdrun \(version)\n") }
    guard let verb = Verb.all.first(where: { $0.name == first }) else {
      throw first.hasPrefix("-")
        ? .unknownOption(first, suggestion: nearest(first, among: ["--help", "--version"]))
        : .unknownVerb(first, suggestion: nearest(first, among: Verb.all.map(\.name)))
    }
    let options = rest.prefix { $0 != Array("--".utf8) }
    if options.contains(Array("--help".utf8)) || options.contains(Array("-h".utf8)) {
      return try Terminal.print(verb.help)
    }
    try verb.run(Arguments(Array(rest), options: verb.options))
  }
}
