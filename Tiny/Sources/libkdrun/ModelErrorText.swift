import KDRuntime

extension ModelError {
  /// What is wrong, where, what was expected and what was found, on one line.
  func write(to writer: inout ByteWriter) {
    writer.put(section)
    writer.put(" at byte ")
    writer.put(integer: Int(offset))
  }
}
extension ArenaError {
  /// What is wrong, where, what was expected and what was found, on one line.
  func write(to writer: inout ByteWriter) {
    switch self {
    case .tooSmall(let need, let have):
      writer.put("expected an arena of ")
      writer.put(integer: need)
      writer.put(" bytes, got ")
      writer.put(integer: have)
    case .misaligned: writer.put("expected an arena at a multiple of 16")
    case .kernelUnavailable: writer.put("this build or this CPU does not have the kernel")
    case .vocabularyClustered:
      writer.put("too many words of the vocabulary share one place of its table")
    }
  }
}
