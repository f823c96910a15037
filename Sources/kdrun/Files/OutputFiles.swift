import Foundation
import KDFiles

/// Files that a verb writes.
enum OutputFiles {
  /// Finds out whether a file can be made at `path`, before the work for it is done; it must be
  /// none of `inputs`.
  static func check(_ path: String, besides inputs: [String]) throws(Failure) {
    if let input = inputs.first(where: { isSame($0, path) }) {
      throw .notCreated("\(path): cannot be created: it is the input \(input)")
    }
    if isFolder(path) {
      throw .notCreated("\(path): cannot be created: it is a folder")
    }
    // A trial says more than permission bits do: full, read-only and virtual file systems refuse.
    let trial = path + ".\(getpid()).tmp"
    let descriptor = open(trial, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
    if descriptor < 0 {
      throw .notCreated("\(path): cannot be created: \(systemMessage(errno))")
    }
    close(descriptor)
    unlink(trial)
  }

  /// Writes the whole file or leaves what was there.
  static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
    do throws(FileError) {
      try writeAtomically(bytes, to: path)
    } catch { throw Failure(error) }
  }

  /// Writes a student's two files. When the second fails, a first that was new is removed.
  static func writePair(
    _ first: (path: String, bytes: [UInt8]), _ second: (path: String, bytes: [UInt8])
  ) throws(Failure) {
    let wasThere = access(first.path, F_OK) == 0
    try write(first.bytes, to: first.path)
    do throws(Failure) {
      try write(second.bytes, to: second.path)
    } catch {
      if !wasThere { unlink(first.path) }
      throw error
    }
  }

  /// Whether both paths lead to one file that exists, by whatever name.
  private static func isSame(_ first: String, _ second: String) -> Bool {
    var a = stat()
    var b = stat()
    return stat(first, &a) == 0 && stat(second, &b) == 0
      && a.st_dev == b.st_dev && a.st_ino == b.st_ino
  }
}

/// Whether `path` leads to a folder.
func isFolder(_ path: String) -> Bool {
  var status = stat()
  return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}
