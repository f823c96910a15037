import KDLines
import KDRuntime

extension ModelError {
  /// What is wrong, where, what was expected and what was found, on one line.
  var text: String { string { $0.put(self) } }
}

extension ArenaError {
  /// Why no scorer can be made, on one line.
  var text: String { string { $0.put(self) } }
}

private func string(_ write: (inout ByteWriter) -> Void) -> String {
  String(unsafeUninitializedCapacity: ModelError.maximumTextByteCount) { memory in
    var writer = ByteWriter(memory.baseAddress!)
    write(&writer)
    return writer.count
  }
}
