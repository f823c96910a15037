import Foundation

/// A new folder for one test's files, removed at the end.
final class DataFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "kdrun-data-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file and returns its path.
  func write(_ name: String, _ text: String) throws -> String {
    try write(name, Array(text.utf8))
  }

  func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    let file = path + "/" + name
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    return file
  }
}

/// The one line with which reading is refused, its folder replaced by `D`; empty if it is not.
func refusal(in folder: DataFolder, _ body: () throws -> Void) -> String {
  do {
    try body()
    return ""
  } catch {
    return "\(error)".replacingOccurrences(of: folder.path, with: "D")
  }
}
