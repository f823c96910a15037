import KDSystem

/// Files that a verb writes.
enum OutputFiles {
  /// Finds out whether a file can be made at `path`, before the work for it is done; it must be
  /// none of `inputs`.
  static func check(_ path: String, besides inputs: [String]) throws(Failure) {
    do throws(OutputFault) {
      try checkOutput(path, besides: inputs)
    } catch { throw .notCreated("\(error)") }
  }

  /// Writes the whole file or leaves what was there.
  static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
    do throws(FileError) {
      try writeAtomically(bytes, to: path)
    } catch { throw Failure(error) }
  }
}
