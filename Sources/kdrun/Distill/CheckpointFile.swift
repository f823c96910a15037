import KDDistill
import KDSystem

/// The checkpoint beside a model that is being made.
struct CheckpointFile {
  private static let byteLimit = 1 << 31

  let path: String
  /// Nil: it is only read.
  let every: Int?
  let isResumed: Bool

  /// - Parameter isQuantized: of training at the int8 codes; the training before keeps its own.
  init(_ plan: TrainingPlan, isQuantized: Bool = false) {
    path = plan.checkpointPath + (isQuantized ? "-int8" : "")
    every = plan.checkpointEvery
    isResumed = plan.isResumed
  }

  private var isUsed: Bool { every != nil || isResumed }

  /// What training is told; nil when the command line asks for no checkpoint. A run that left
  /// none begins again, which gives the same bytes.
  func plan(
    _ identity: @autoclosure () -> Checkpoint.Identity
  ) throws(Failure) -> CheckpointPlan? {
    guard isUsed else { return nil }
    var plan = CheckpointPlan(path: path, every: every, identity: identity())
    guard isResumed, pathKind(path) != nil else { return plan }
    let bytes = try InputFile(path).readAll(limit: Self.byteLimit)
    do throws(CheckpointError) {
      plan.resumed = try Checkpoint(bytes, identity: plan.identity, path: path)
    } catch { throw Failure(error) }
    return plan
  }

  /// Once the model is written.
  func remove() {
    if isUsed { removeFile(path) }
  }
}
