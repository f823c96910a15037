import Foundation

/// The git checkout that the tool was built in, as far as files tell; no program is run.
package enum GitCheckout {
  /// The checked-out commit, or nil where the tool lies in no checkout.
  ///
  /// That of now: a tool built before the last commit is older than it says.
  static let commit: String? = {
    guard let tool = Bundle.main.executableURL?.resolvingSymlinksInPath() else { return nil }
    return commit(above: tool)
  }()

  /// The commit of the first checkout from the folder of `file` upwards.
  package static func commit(above file: URL) -> String? {
    var folder = file.deletingLastPathComponent()
    while folder.path != "/" {
      if let found = commit(in: folder.appendingPathComponent(".git")) { return found }
      folder.deleteLastPathComponent()
    }
    return nil
  }

  private static func commit(in git: URL) -> String? {
    // A linked work tree has a file that names its folder, which names the one with all branches.
    let own = line(git).flatMap { folder(after: "gitdir: ", $0, from: git) } ?? git
    let shared =
      line(own.appendingPathComponent("commondir"))
      .flatMap { folder(after: "", $0, from: own.appendingPathComponent("commondir")) } ?? own
    guard let head = line(own.appendingPathComponent("HEAD")) else { return nil }
    guard head.hasPrefix("ref: ") else { return head }
    let name = String(head.dropFirst("ref: ".count))
    return line(own.appendingPathComponent(name)) ?? line(shared.appendingPathComponent(name))
      ?? packed(name, shared)
  }

  private static func folder(after prefix: String, _ line: String, from file: URL) -> URL? {
    guard line.hasPrefix(prefix) else { return nil }
    return URL(
      fileURLWithPath: String(line.dropFirst(prefix.count)),
      relativeTo: file.deletingLastPathComponent())
  }

  private static func packed(_ name: String, _ shared: URL) -> String? {
    let file = shared.appendingPathComponent("packed-refs")
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return nil }
    let lines = text.split(separator: "\n")
    return lines.first { $0.hasSuffix(" " + name) }.map { String($0.prefix { $0 != " " }) }
  }

  /// The first line of a file.
  private static func line(_ file: URL) -> String? {
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return nil }
    return text.split(separator: "\n").first.map(String.init)
  }
}
