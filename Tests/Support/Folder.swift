import Foundation

/// A temporary folder that goes away with its last user.
package final class Folder: Sendable {
  package let path: String

  package init() throws {
    path =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("kdrun-test-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of a file in it.
  package func file(_ name: String) -> String { path + "/" + name }
  package func url(_ name: String) -> URL { URL(fileURLWithPath: file(name)) }

  @discardableResult
  package func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    try Data(bytes).write(to: url(name))
    return file(name)
  }

  @discardableResult
  package func write(_ name: String, _ text: String) throws -> String {
    try write(name, Array(text.utf8))
  }

  package func read(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: url(name))) }
  package func text(_ name: String) throws -> String {
    String(decoding: try read(name), as: UTF8.self)
  }

  /// Makes folders in it, with those above them.
  package func makeFolders(_ names: String...) throws {
    for name in names {
      try FileManager.default.createDirectory(
        atPath: file(name), withIntermediateDirectories: true)
    }
  }

  package func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: file(name))
  }

  /// Names of what is in it, in order.
  package var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }
}

/// The one line with which `body` is refused, the path of `folder` replaced by `D`; empty if it
/// is not.
package func refusal(in folder: Folder, _ body: () throws -> Void) -> String {
  do {
    try body()
    return ""
  } catch {
    return "\(error)".replacingOccurrences(of: folder.path, with: "D")
  }
}
