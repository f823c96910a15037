import Foundation
import KDSystem
import Testing

struct AtomicFileTests {
  private func failure(_ bytes: [UInt8], _ path: String) -> FileError? {
    do {
      try writeAtomically(bytes, to: path)
      return nil
    } catch {
      return error
    }
  }

  private func names(_ folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  @Test func writesAndReplaces() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("m.kdm").path
    for count in [0, 1, 70_000, 3] {
      let bytes = [UInt8](repeating: UInt8(count & 0xFF), count: count)
      try writeAtomically(bytes, to: path)
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(bytes))
    }
    #expect(try names(folder) == ["m.kdm"])
  }

  @Test func keepsTheModeOfAnOldFile() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("m.kdm").path
    try writeAtomically([1], to: path)
    chmod(path, 0o640)
    try writeAtomically([2], to: path)
    var status = stat()
    #expect(stat(path, &status) == 0)
    #expect(status.st_mode & 0o7777 == 0o640)
  }

  @Test func followsALink() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let (path, link) = (folder.path + "/m.kdm", folder.path + "/link.kdm")
    try writeAtomically([1], to: path)
    #expect(symlink(path, link) == 0)
    try writeAtomically([2, 3], to: link)
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data([2, 3]))
    #expect(try names(folder) == ["link.kdm", "m.kdm"])
  }

  @Test func placesWhereNothingCanBeMade() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try writeAtomically([1], to: folder.path + "/file")
    let cases: [(String, Int32)] = [
      (folder.path + "/missing/m.kdm", ENOENT), (folder.path + "/file/m.kdm", ENOTDIR),
      (folder.path, EISDIR), ("", ENOENT),
      (folder.path + "/" + String(repeating: "n", count: 300), ENAMETOOLONG),
    ]
    for (path, code) in cases {
      let error = failure([2], path)
      #expect(error?.kind == .cannotCreate, "\(path)")
      #expect(error?.code == code, "\(path): \(String(describing: error))")
      #expect(error?.path == path)
    }
    #expect(try names(folder) == ["file"])
    #expect(try Data(contentsOf: folder.appendingPathComponent("file")) == Data([1]))
    #expect(
      failure([2], folder.path + "/missing/m.kdm")?.description
        == "cannot create \(folder.path)/missing/m.kdm: open: No such file or directory")
  }

  #if os(Linux)
    @Test func aFullDeviceIsAnInputOutputError() {
      let error = failure([1, 2, 3], "/dev/full")
      #expect(error == FileError(.inputOutput, path: "/dev/full", operation: "write", code: ENOSPC))
      var status = stat()
      #expect(stat("/dev/full", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
    }

    /// In a child process, because root may write anywhere and must become another user first.
    @Test func aReadOnlyFolderIsLeftAsItWas() async {
      await #expect(processExitsWith: .success) {
        let folder = try temporaryFolder()
        let path = folder.path + "/m.kdm"
        try writeAtomically([1, 2, 3], to: path)
        chmod(folder.path, 0o555)
        if geteuid() == 0, seteuid(65_534) != 0 { exit(2) }
        var error: FileError?
        do { try writeAtomically([4], to: path) } catch let caught as FileError { error = caught }
        seteuid(getuid())
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        let old = try Data(contentsOf: URL(fileURLWithPath: path))
        chmod(folder.path, 0o755)
        try FileManager.default.removeItem(at: folder)
        let expected = FileError(.cannotCreate, path: path, operation: "open", code: EACCES)
        exit(error == expected && left == ["m.kdm"] && old == Data([1, 2, 3]) ? 0 : 1)
      }
    }

    /// A file-size limit stops the write half-way, as a full disk does.
    @Test func aFailedWriteLeavesTheOldFile() async {
      await #expect(processExitsWith: .success) {
        let folder = try temporaryFolder()
        let path = folder.path + "/m.kdm"
        try writeAtomically([1, 2, 3], to: path)
        signal(SIGXFSZ, SIG_IGN)
        var limit = rlimit(rlim_cur: 4_096, rlim_max: 4_096)
        let code = setrlimit(__rlimit_resource_t(1), &limit)  // RLIMIT_FSIZE
        var error: FileError?
        do {
          try writeAtomically([UInt8](repeating: 9, count: 10_000), to: path)
        } catch let caught as FileError {
          error = caught
        }
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        let old = try Data(contentsOf: URL(fileURLWithPath: path))
        try FileManager.default.removeItem(at: folder)
        let expected = FileError(.inputOutput, path: path, operation: "write", code: EFBIG)
        let isRight = code == 0 && error == expected && left == ["m.kdm"] && old == Data([1, 2, 3])
        exit(isRight ? 0 : 1)
      }
    }
  #endif
}
