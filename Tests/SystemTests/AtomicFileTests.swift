import Foundation
import KDSystem
import TestSupport
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

  @Test func writesAndReplaces() throws {
    let folder = try Folder()
    let path = folder.file("m.kdm")
    for count in [0, 1, 70_000, 3] {
      let bytes = [UInt8](repeating: UInt8(count & 0xFF), count: count)
      try writeAtomically(bytes, to: path)
      #expect(try folder.read("m.kdm") == bytes)
    }
    #expect(folder.names == ["m.kdm"])
  }

  @Test func keepsTheModeOfAnOldFile() throws {
    let folder = try Folder()
    let path = folder.file("m.kdm")
    try writeAtomically([1], to: path)
    chmod(path, 0o640)
    try writeAtomically([2], to: path)
    var status = stat()
    #expect(stat(path, &status) == 0)
    #expect(status.st_mode & 0o7777 == 0o640)
  }

  @Test func followsALink() throws {
    let folder = try Folder()
    let (path, link) = (folder.file("m.kdm"), folder.file("link.kdm"))
    try writeAtomically([1], to: path)
    #expect(symlink(path, link) == 0)
    try writeAtomically([2, 3], to: link)
    #expect(try folder.read("m.kdm") == [2, 3])
    #expect(folder.names == ["link.kdm", "m.kdm"])
  }

  @Test func placesWhereNothingCanBeMade() throws {
    let folder = try Folder()
    try writeAtomically([1], to: folder.file("file"))
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
    #expect(folder.names == ["file"])
    #expect(try folder.read("file") == [1])
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
        let folder = try Folder()
        let path = folder.file("m.kdm")
        try writeAtomically([1, 2, 3], to: path)
        chmod(folder.path, 0o555)
        if geteuid() == 0, seteuid(65_534) != 0 { exit(2) }
        var error: FileError?
        do { try writeAtomically([4], to: path) } catch let caught as FileError { error = caught }
        seteuid(getuid())
        let left = folder.names
        let old = try folder.read("m.kdm")
        chmod(folder.path, 0o755)
        try FileManager.default.removeItem(atPath: folder.path)  // exit runs no deinit
        let expected = FileError(.cannotCreate, path: path, operation: "open", code: EACCES)
        exit(error == expected && left == ["m.kdm"] && old == [1, 2, 3] ? 0 : 1)
      }
    }

    /// A file-size limit stops the write half-way, as a full disk does.
    @Test func aFailedWriteLeavesTheOldFile() async {
      await #expect(processExitsWith: .success) {
        let folder = try Folder()
        let path = folder.file("m.kdm")
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
        let left = folder.names
        let old = try folder.read("m.kdm")
        try FileManager.default.removeItem(atPath: folder.path)  // exit runs no deinit
        let expected = FileError(.inputOutput, path: path, operation: "write", code: EFBIG)
        let isRight = code == 0 && error == expected && left == ["m.kdm"] && old == [1, 2, 3]
        exit(isRight ? 0 : 1)
      }
    }
  #endif
}
