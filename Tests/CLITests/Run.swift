import Foundation
import Testing

/// What one run of kdrun gave.
struct Run {
  let exit: Int32
  let out: [UInt8]
  let error: String

  var text: String { String(decoding: out, as: UTF8.self) }
  var lines: [String] { text.split(separator: "\n").map(String.init) }

  /// The tool, built beside the tests.
  static let tool: String = {
    let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }
    let start = bundle?.bundlePath ?? CommandLine.arguments[0]
    return URL(fileURLWithPath: start).deletingLastPathComponent()
      .appendingPathComponent("kdrun").path
  }()

  /// Runs `kdrun` with `arguments` and `input` as standard input.
  static func kdrun(_ arguments: [String], input: [UInt8] = []) throws -> Run {
    try run(tool, arguments, input)
  }

  /// Runs a shell script in which `$K` is the tool.
  static func shell(_ script: String, input: [UInt8] = []) throws -> Run {
    try run("/bin/bash", ["-c", script], input)
  }

  private static func run(_ path: String, _ arguments: [String], _ input: [UInt8]) throws -> Run {
    // Files, not pipes: no output is too large and nothing waits for a reader.
    let folder = try Folder()
    let process = try start(path, arguments, folder, input: input)
    process.waitUntilExit()
    return try result(process, folder)
  }

  /// Starts a process whose output goes to `out` and `error` in `folder`.
  static func start(
    _ path: String, _ arguments: [String], _ folder: Folder, input: [UInt8] = []
  ) throws -> Process {
    try folder.write("in", input)
    try folder.write("out", [])
    try folder.write("error", [])
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(["K": tool]) { $1 }
    process.standardInput = try FileHandle(forReadingFrom: folder.url("in"))
    process.standardOutput = try FileHandle(forWritingTo: folder.url("out"))
    process.standardError = try FileHandle(forWritingTo: folder.url("error"))
    try process.run()
    return process
  }

  /// Runs `kdrun`, and interrupts it as soon as `condition` holds.
  static func interrupted(_ arguments: [String], once condition: () -> Bool) throws -> Run {
    let folder = try Folder()
    let process = try start(tool, arguments, folder)
    while process.isRunning && !condition() { Thread.sleep(forTimeInterval: 0.01) }
    kill(process.processIdentifier, SIGINT)
    process.waitUntilExit()
    return try result(process, folder)
  }

  /// What a process that ended left in `folder`. A signal that killed it counts from 1000.
  static func result(_ process: Process, _ folder: Folder) throws -> Run {
    let code = process.terminationStatus
    return Run(
      exit: process.terminationReason == .exit ? code : 1000 + code,
      out: try folder.read("out"), error: try folder.text("error"))
  }
}

/// The JSON object that `bytes` hold.
func object(_ bytes: some Sequence<UInt8>) throws -> [String: Any] {
  try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
}

/// A temporary folder that goes away with its last user.
final class Folder: Sendable {
  let path: String

  init() throws {
    path =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("kdrun-cli-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of a file in it.
  func file(_ name: String) -> String { path + "/" + name }
  func url(_ name: String) -> URL { URL(fileURLWithPath: file(name)) }

  @discardableResult
  func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    try Data(bytes).write(to: url(name))
    return file(name)
  }

  @discardableResult
  func write(_ name: String, _ text: String) throws -> String { try write(name, Array(text.utf8)) }

  func read(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: url(name))) }
  func text(_ name: String) throws -> String { String(decoding: try read(name), as: UTF8.self) }

  /// Names of what is in it, in order.
  var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }
}
