/// Writes two files atomically. When the second fails, a first that was new is removed.
package func writePair(
  _ first: (path: String, bytes: [UInt8]), _ second: (path: String, bytes: [UInt8])
) throws(FileError) {
  let wasThere = pathKind(first.path) != nil
  try writeAtomically(first.bytes, to: first.path)
  do throws(FileError) {
    try writeAtomically(second.bytes, to: second.path)
  } catch {
    if !wasThere { removeFile(first.path) }
    throw error
  }
}
