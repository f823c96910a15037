import KDSystem

/// Files that a verb writes.
enum OutputFiles {
  /// Finds out whether a file can be made at `path`, before the work for it is done; it must be
  /// none of `inputs`.
  static func check(_ path: String, besides inputs: [String]) throws(Failure) {
    if let input = inputs.first(where: { isSameFile($0, path) }) {
      throw .notCreated("\(path): cannot be created: it is the input \(input)")
    }
    if pathKind(path) == .folder {
      throw .notCreated("\(path): cannot be created: it is a folder")
    }
    do throws(SystemError) {
      try tryToCreate(path)
    } catch { throw .notCreated("\(path): cannot be created: \(error)") }
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
    let wasThere = pathKind(first.path) != nil
    try write(first.bytes, to: first.path)
    do throws(Failure) {
      try write(second.bytes, to: second.path)
    } catch {
      if !wasThere { removeFile(first.path) }
      throw error
    }
  }
}
