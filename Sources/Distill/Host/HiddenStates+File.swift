import KDData

extension HiddenStates {
  /// Reads the file at `path`.
  ///
  /// - Parameter teacher: read from the JSON Lines that the file belongs to.
  /// - Throws: `noInput` if there is no such file; `badData` for its content.
  public init(path: String, teacher: SoftLabels, training: [Response]) throws(DataError) {
    try self.init(readBytes(path), path: path, teacher: teacher, training: training)
  }
}
