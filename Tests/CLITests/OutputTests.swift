import Foundation
import TestSupport
import Testing

/// Where output cannot go: one line or none, the documented code, no partial and no temporary file.
@Suite struct OutputTests {
  private func train(_ out: String, _ prefix: String = "") throws -> Run {
    try Run.shell(
      "\(prefix) $K train '\(Fixture.folder.path)' --out '\(out)' --epochs 1 --max-params 12000 --force"
    )
  }

  @Test func outputThatCannotBeCreated() throws {
    let folder = try Folder()
    try folder.write("file", "")
    try folder.makeFolders("folder.kdm")
    var paths = [
      folder.file("none/m.kdm"), folder.file("file/m.kdm"), folder.file("folder.kdm"),
    ]
    #if os(Linux)
      paths.append("/proc/m.kdm")
    #endif
    for path in paths {
      let start = Date()
      let run = try train(path)
      #expect(run.exit == 73, "\(path)")
      #expect(run.error.hasPrefix("kdrun train: \(path): cannot be created: "))
      #expect(run.error.split(separator: "\n").count == 1)
      #expect(run.out.isEmpty)
      #expect(Date().timeIntervalSince(start) < 20, "found before training")
    }
    #expect(paths.count >= 3)
    #expect(folder.names == ["file", "folder.kdm"])
    let sample = try Run.kdrun(["sample", "--out", folder.file("none/deep")])
    #expect(sample.exit == 73)
    let picture = try Run.kdrun(
      ["eval", Fixture.plain, Fixture.dev, "--svg", folder.file("none/p.svg")])
    #expect(picture.exit == 73)
    for arguments in [
      ["eval", Fixture.plain, Fixture.dev, "--report", folder.file("none/r.html")],
      [
        "train", Fixture.folder.path, "--out", folder.file("m.kdm"), "--report",
        folder.file("none/r.html"),
      ],
    ] {
      let start = Date()
      let run = try Run.kdrun(arguments)
      #expect(run.exit == 73)
      #expect(run.error.contains("r.html: cannot be created: "))
      #expect(Date().timeIntervalSince(start) < 2, "found before training")
    }
  }

  @Test func anInputIsNotOverwritten() throws {
    let folder = try Folder()
    let model = try folder.write("m.kdm", Fixture.folder.read("plain.kdm"))
    let data = try folder.write("d.csv", Fixture.folder.read("dev.csv"))
    let oddlyNamed = try folder.write("d.kdm", Fixture.folder.read("dev.csv"))
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("link"), withDestinationPath: model)
    let before = try (folder.read("m.kdm"), folder.read("d.csv"))
    let cases = [
      (["profile", model, "--trace", model, "--force"], model, model),
      (["profile", model, "--trace", folder.file("link"), "--force"], folder.file("link"), model),
      (["eval", model, data, "--svg", data], data, data),
      (["train", oddlyNamed, "--out", oddlyNamed], oddlyNamed, oddlyNamed),
      (["export", model, "--calibrate", data, "--out", model], model, model),
    ]
    for (arguments, output, input) in cases {
      let run = try Run.kdrun(arguments)
      #expect(run.exit == 73, "\(arguments)")
      #expect(
        run.error
          == "kdrun \(arguments[0]): \(output): cannot be created: it is the input \(input)\n")
    }
    #expect(try folder.read("m.kdm") == before.0)
    #expect(try folder.read("d.csv") == before.1)
    #expect(try folder.read("d.kdm") == before.1)
  }

  @Test(.enabled(if: geteuid() != 0, "root writes everywhere"))
  func readOnlyFolder() throws {
    let folder = try Folder()
    chmod(folder.path, 0o555)
    defer { chmod(folder.path, 0o755) }
    let run = try train(folder.file("m.kdm"))
    #expect(run.exit == 73)
    #expect(folder.names.isEmpty)
  }

  /// A limit on file size stands for a full disk: the first file fits neither.
  @Test func fullDisk() throws {
    let folder = try Folder()
    let run = try train(folder.file("m.kdm"), "ulimit -f 8;")
    #expect(run.exit == 74)
    #expect(run.error.hasPrefix("kdrun train: "))
    #expect(run.error.split(separator: "\n").count == 1)
    #expect(folder.names.isEmpty)
  }

  /// An older model stays when a new one cannot be written.
  @Test func fullDiskKeepsTheOldFile() throws {
    let folder = try Folder()
    try folder.write("m.kdm", "old")
    try folder.write("m.safetensors", "old")
    let run = try train(folder.file("m.kdm"), "ulimit -f 8;")
    #expect(run.exit == 74)
    #expect(try folder.text("m.kdm") == "old")
    #expect(try folder.text("m.safetensors") == "old")
    #expect(folder.names == ["m.kdm", "m.safetensors"])
  }

  #if os(Linux)
    @Test func fullStandardOutput() throws {
      for command in [
        "score '\(Fixture.plain)' text", "inspect '\(Fixture.plain)'", "--help", "--version",
        "eval '\(Fixture.plain)' '\(Fixture.dev)'",
      ] {
        let run = try Run.shell("$K \(command) > /dev/full")
        #expect(run.exit == 74, "\(command)")
        #expect(
          run.error.hasSuffix(": standard output: cannot be written: No space left on device\n"))
      }
    }
  #endif

  @Test func closedStandardOutput() throws {
    let run = try Run.shell("$K score '\(Fixture.plain)' text >&-")
    #expect(run.exit == 74)
    #expect(
      run.error.hasSuffix("kdrun score: standard output: cannot be written: Bad file descriptor\n"))
    // What is opened next must not take the place of standard output.
    let folder = try Folder()
    let train = try train(folder.file("m.kdm"), "exec >&-;")
    #expect(train.exit == 74)
    #expect(try folder.read("m.kdm")[4..<8].elementsEqual("KDM1".utf8))
  }

  @Test func closedStandardInput() throws {
    let run = try Run.shell("$K score '\(Fixture.plain)' <&-")
    #expect(run.exit == 74)
    #expect(run.error == "kdrun score: standard input: cannot be read: Bad file descriptor\n")
  }

  /// A reader that has seen enough ends the tool quietly.
  @Test func readerThatLeaves() throws {
    let run = try Run.shell(
      "yes 'the plant' | $K score '\(Fixture.plain)' --json | head -1; echo ${PIPESTATUS[1]}")
    #expect(run.lines.count == 2)
    #expect(run.lines.last == "74")
    #expect(run.error.isEmpty)
  }

  /// Progress is for terminals: a file gets none of it.
  @Test func noProgressWithoutATerminal() throws {
    let folder = try Folder()
    let run = try train(folder.file("m.kdm"))
    #expect(run.exit == 0)
    // After one epoch the student gives one label to all, which is said.
    let said = run.error.split(separator: "\n")
    #expect(said.allSatisfy { $0.hasPrefix("kdrun: warning: the student scores ") })
    #expect(said.count <= 1 && !run.error.contains("\r"))
    #expect(!run.out.contains(0x1B) && !run.out.contains(0x0D))
  }
}
