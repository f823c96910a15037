import Foundation
import TestSupport

/// One Swift file of the checkout, as text.
struct SourceFile {
  /// From the root of the checkout.
  let path: String
  let lines: [Substring]

  /// Every module that a line imports, with the number of that line.
  var imports: [(module: String, line: Int)] {
    lines.enumerated().compactMap { index, line in
      let words = line.split(separator: " ").filter { !$0.hasPrefix("@") }
      guard let at = words.firstIndex(of: "import"), at < 2, at + 1 < words.count else {
        return nil
      }
      guard at == 0 || ["public", "package", "internal", "private"].contains(words[0]) else {
        return nil
      }
      let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "var", "let"]
      let name = kinds.contains(words[at + 1]) ? words[at + 2] : words[at + 1]
      return (String(name.prefix { $0 != "." && $0 != ";" }), index + 1)
    }
  }
}

enum SourceTree {
  /// The Swift files in `folder`, at any depth, in order; links to folders are not followed.
  static func files(in folder: String) throws -> [SourceFile] {
    try paths(in: folder).filter { $0.hasSuffix(".swift") }.map { path in
      let text = try Repository.text(path)
      return SourceFile(
        path: path, lines: text.split(separator: "\n", omittingEmptySubsequences: false))
    }
  }

  /// The folders in `folder`, at any depth, in order; links are none.
  static func folders(in folder: String) throws -> [String] {
    try paths(in: folder).filter(isFolder)
  }

  private static func isFolder(_ path: String) -> Bool {
    let attributes = try? FileManager.default.attributesOfItem(atPath: Repository.url(path).path)
    return attributes?[.type] as? FileAttributeType == .typeDirectory
  }

  private static func paths(in folder: String) throws -> [String] {
    guard isFolder(folder) else {
      throw TestSupportError(description: "\(folder) is no folder")
    }
    let names = FileManager.default.enumerator(atPath: Repository.url(folder).path)
    return (names?.allObjects ?? []).compactMap { $0 as? String }.map { folder + "/" + $0 }.sorted()
  }
}
