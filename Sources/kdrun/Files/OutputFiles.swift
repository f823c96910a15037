import Foundation
import KDFiles

/// Files that a verb writes.
enum OutputFiles {
  /// Finds out whether a file can be made at `path`, before the work for it is done; it must be
  /// none of `inputs`.
  static func check(_ path: String, besides inputs: [String]) throws(Failure) {
    if let fault = outputFault(path, besides: inputs) { throw .notCreated("\(fault)") }
  }

  /// Writes the whole file or leaves what was there.
  static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
    do throws(FileError) {
      try writeAtomically(bytes, to: path)
    } catch { throw Failure(error) }
  }
}

/// Whether `path` leads to a folder.
func isFolder(_ path: String) -> Bool {
  var status = stat()
  return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}
