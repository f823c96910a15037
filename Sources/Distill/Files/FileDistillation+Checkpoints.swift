import Foundation
import KDData

/// The checkpoints beside a model that is being made.
extension FileDistillation {
  /// What training is told; nothing when neither a checkpoint nor going on from one is asked for. A
  /// run that left none begins again, which gives the same bytes.
  ///
  /// - Throws: `DistillationError`: `checkpoint` for one of another run, `data` for one that cannot
  ///   be read.
  public func checkpoints(
    _ distillation: Distillation
  ) throws(DistillationError) -> Distillation.Checkpoints {
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
    unlink(checkpointPath)
    unlink(quantizedCheckpointPath)
  }

  private var usesCheckpoints: Bool { checkpointEvery != nil || isResumed }

  /// Training at the int8 codes has one of its own; the training before keeps its.
  private var quantizedCheckpointPath: String { checkpointPath + "-int8" }

  private func plan(
    _ path: String, _ identity: Checkpoint.Identity
  ) throws(DistillationError) -> CheckpointPlan {
    var plan = CheckpointPlan(path: path, every: checkpointEvery, identity: identity)
    guard isResumed, pathKind(path) != .nothing else { return plan }
    let bytes: [UInt8]
    do throws(DataError) { bytes = try readBytes(path) } catch { throw .data(error) }
    do throws(CheckpointError) {
      plan.resumed = try Checkpoint(bytes, identity: identity, path: path)
    } catch { throw .checkpoint(error) }
    return plan
  }
}
