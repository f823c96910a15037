import Foundation

/// What one run of kdrun gave.
package struct Run {
  package let exit: Int32
  package let out: [UInt8]
  package var error: String

  package var text: String { String(decoding: out, as: UTF8.self) }
  package var lines: [String] { text.split(separator: "\n").map(String.init) }

  /// The tool, built beside the tests.
  package static let tool: String = {
    let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }
    let start = bundle?.bundlePath ?? CommandLine.arguments[0]
    return URL(fileURLWithPath: start).deletingLastPathComponent()
      .appendingPathComponent("kdrun").path
  }()

  /// Runs `kdrun` with `arguments` and `input` as standard input.
  package static func kdrun(_ arguments: [String], input: [UInt8] = []) throws -> Run {
    try run(tool, arguments, input)
  }

  /// Runs a shell script in which `$K` is the tool.
  package static func shell(_ script: String, input: [UInt8] = []) throws -> Run {
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
  package static func start(
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
  package static func interrupted(_ arguments: [String], once condition: () -> Bool) throws -> Run {
    let folder = try Folder()
    let process = try start(tool, arguments, folder)
    while process.isRunning && !condition() { Thread.sleep(forTimeInterval: 0.01) }
    kill(process.processIdentifier, SIGINT)
    process.waitUntilExit()
    return try result(process, folder)
  }

  /// What a process that ended left in `folder`. A signal that killed it counts from 1000.
  package static func result(_ process: Process, _ folder: Folder) throws -> Run {
    let code = process.terminationStatus
    return Run(
      exit: process.terminationReason == .exit ? code : 1000 + code,
      out: try folder.read("out"), error: try folder.text("error"))
  }
}
