import Foundation
import TestSupport
import Testing

@Suite struct HelpTests {
  /// The verbs, as the overview lists them.
  private static func verbs() throws -> [String] {
    let list = try Run.kdrun(["--help"]).text.components(separatedBy: "\nverbs:\n")
    let end = try #require(list.last?.components(separatedBy: "\n\n").first)
    return end.split(separator: "\n").compactMap { line in
      line.hasPrefix("  ") && !line.hasPrefix("   ")
        ? line.split(separator: " ").first.map(String.init) : nil
    }
  }

  /// All pages of help in one document, which `KDRUN_RECORD=1` writes anew.
  @Test func optionsDocumentHasTheHelpOfEveryVerb() throws {
    let verbs = try Self.verbs()
    #expect(verbs.count >= 15)
    var text = """
      # Options

      The pages of `kdrun --help` and of every verb's `--help`, written by
      `KDRUN_RECORD=1 swift test --filter HelpTests`; a test compares them with the tool.

      """
    for verb in [""] + verbs {
      let page = try page(verb)
      text += "\n## kdrun \(verb)".trimmingCharacters(in: [" "]) + "\n\n```text\n\(page)```\n"
      for line in page.split(separator: "\n") { #expect(line.count <= 100, "\(line)") }
    }
    let file = Repository.url("docs/OPTIONS.md")
    if ProcessInfo.processInfo.environment["KDRUN_RECORD"] == "1" {
      try Data(text.utf8).write(to: file)
    }
    #expect(text == String(decoding: try Data(contentsOf: file), as: UTF8.self))
  }

  private func page(_ verb: String) throws -> String {
    let run = try Run.kdrun((verb.isEmpty ? [] : [verb]) + ["--help"])
    #expect(run.exit == 0)
    #expect(run.error.isEmpty)
    // The number of cores is the machine's.
    let cores = "[\(ProcessInfo.processInfo.activeProcessorCount), all cores]"
    return run.text.replacingOccurrences(of: cores, with: "[N, all cores]")
  }

  /// What bash offers after the words of a line.
  private func completions(_ words: String...) throws -> [String] {
    let script = """
      source <($K completions bash)
      COMP_WORDS=(kdrun \(words.map { "'\($0)'" }.joined(separator: " ")))
      COMP_CWORD=\(words.count)
      _kdrun
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    let run = try Run.shell(script)
    #expect(run.exit == 0, "\(run.error)")
    return run.lines
  }

  @Test func bashCompletesVerbsOptionsAndNames() throws {
    #expect(try completions("") == Self.verbs() + ["--help", "--version"])
    #expect(try completions("co") == ["compare", "completions"])
    #expect(try completions("distill", "--loss", "") == ["ce", "kl"])
    #expect(try completions("train", "--sch") == ["--schedule"])
    #expect(try completions("train", "--teacher-w").isEmpty)
    #expect(try completions("train", "--epochs", "").isEmpty)
    let folder = try Folder()
    let path = try folder.write("answers.csv", "")
    #expect(try completions("distill", "--teacher", folder.path + "/a") == [path])
    #expect(try completions("distill", folder.path + "/a") == [path])
  }

  /// A shell that is here must at least be able to read its script.
  @Test(arguments: ["bash", "zsh", "fish"])
  func completionScriptsAreScripts(_ shell: String) throws {
    let run = try Run.shell(
      "command -v \(shell) >/dev/null || exit 0; $K completions \(shell) | \(shell) -n")
    #expect(run.exit == 0, "\(run.error)")
    for verb in try Self.verbs() {
      #expect(try Run.kdrun(["completions", shell]).text.contains(verb))
    }
  }
}
