import KDSystem

extension CheckpointPlan {
  /// Checkpoints in the file at `path`, each of which replaces the one before.
  public init(
    path: String, every: Int?, identity: Checkpoint.Identity, resumed: Checkpoint? = nil
  ) {
    self.init(path: path, every: every, identity: identity, resumed: resumed) {
      bytes throws(CheckpointError) in
      do throws(FileError) {
        try writeAtomically(bytes, to: path)
      } catch {
        throw .notWritten(reason: "\(error)", isCreation: error.kind == .cannotCreate)
      }
    }
  }
}
