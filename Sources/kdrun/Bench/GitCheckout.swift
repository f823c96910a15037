import KDSystem

/// The git checkout that the tool was built in, as far as files tell; no program is run.
package enum GitCheckout {
  /// The checked-out commit, or nil where the tool lies in no checkout.
  ///
  /// That of now: a tool built before the last commit is older than it says.
  static let commit: String? = ThisProcess.path.flatMap { commit(above: $0) }

  /// The commit of the first checkout from the folder of `file`, an absolute path, upwards.
  package static func commit(above file: String) -> String? {
    var folder = Self.folder(of: file)
    while !folder.isEmpty {
      if let found = commit(in: folder + "/.git") { return found }
      folder = Self.folder(of: folder)
    }
    return nil
  }

  private static func commit(in git: String) -> String? {
    // A linked work tree has a file that names its folder, which names the one with all branches.
    let own = line(git).flatMap { path(after: "gitdir: ", $0, from: folder(of: git)) } ?? git
    let shared = line(own + "/commondir").flatMap { path(after: "", $0, from: own) } ?? own
    guard let head = line(own + "/HEAD") else { return nil }
    guard head.hasPrefix("ref: ") else { return head }
    let name = String(head.dropFirst("ref: ".count))
    return line(own + "/" + name) ?? line(shared + "/" + name) ?? packed(name, shared)
  }

  /// What is before the last slash; empty for the root.
  private static func folder(of path: String) -> String {
    String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
  }

  private static func path(after prefix: String, _ line: String, from folder: String) -> String? {
    guard line.hasPrefix(prefix) else { return nil }
    let path = line.dropFirst(prefix.count)
    return path.hasPrefix("/") ? String(path) : folder + "/" + path
  }

  private static func packed(_ name: String, _ shared: String) -> String? {
    lines(shared + "/packed-refs").first { $0.hasSuffix(" " + name) }
      .map { String($0.prefix { $0 != " " }) }
  }

  /// The first line of a file.
  private static func line(_ path: String) -> String? { lines(path).first }

  private static func lines(_ path: String) -> [String] {
    guard let bytes = try? readFile(path, limit: 1 << 26) else { return [] }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}
