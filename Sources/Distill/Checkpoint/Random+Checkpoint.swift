import KDCommon

/// The state of a generator as bytes and back.
extension Random {
  func save(_ writer: inout CheckpointWriter) {
    for word in [state.0, state.1, state.2, state.3] { writer.add(word) }
  }

  mutating func restore(_ reader: inout CheckpointReader) throws(CheckpointError) {
    state = (try reader.word(), try reader.word(), try reader.word(), try reader.word())
  }
}
