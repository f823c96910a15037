import KDSystem

/// The checkpoints beside a model that is being made.
extension FileDistillation {
  /// What training is told; nothing when neither a checkpoint nor going on from one is asked for. A
  /// run that left none begins again, which gives the same bytes.
  ///
  /// - Throws: `FileDistillationError`: `read` for one that cannot be read, `distillation` for one of
  ///   another run.
  public func checkpoints(
    _ distillation: Distillation
  ) throws(FileDistillationError) -> Distillation.Checkpoints {
    guard usesCheckpoints else { return Distillation.Checkpoints() }
    let identity = distillation.identity
    var checkpoints = Distillation.Checkpoints()
    checkpoints.float = try plan(checkpointPath, identity)
    if options.quantizedEpochs != nil {
      checkpoints.quantized = try plan(quantizedCheckpointPath, identity)
    }
    return checkpoints
  }

  /// Once the model is written.
  public func removeCheckpoints() {
    guard usesCheckpoints else { return }
    removeFile(checkpointPath)
    removeFile(quantizedCheckpointPath)
  }

  private static let byteLimit = 1 << 31

  private var usesCheckpoints: Bool { checkpointEvery != nil || isResumed }

  /// Training at the int8 codes has one of its own; the training before keeps its.
  private var quantizedCheckpointPath: String { checkpointPath + "-int8" }

  private func plan(
    _ path: String, _ identity: Checkpoint.Identity
  ) throws(FileDistillationError) -> CheckpointPlan {
    var plan = CheckpointPlan(path: path, every: checkpointEvery, identity: identity)
    guard isResumed, pathKind(path) != nil else { return plan }
    let bytes: [UInt8]
    do throws(SystemError) { bytes = try readFile(path, limit: Self.byteLimit) } catch {
      throw .read(path: path, code: error.code)
    }
    do throws(CheckpointError) {
      plan.resumed = try Checkpoint(bytes, identity: identity, path: path)
    } catch { throw .distillation(.checkpoint(error)) }
    return plan
  }
}
