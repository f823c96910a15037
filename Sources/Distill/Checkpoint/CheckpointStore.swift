/// Where and how often a run leaves checkpoints, and the one that it goes on from.
public struct CheckpointPlan: Sendable {
  public var path: String
  /// After so many responses of a start; `nil`: never.
  public var every: Int?
  public var identity: Checkpoint.Identity
  public var resumed: Checkpoint?

  /// Replaces the checkpoint before by these bytes, whole or not at all.
  public var write: @Sendable ([UInt8]) throws(CheckpointError) -> Void

  /// - Parameter path: for messages.
  public init(
    path: String, every: Int?, identity: Checkpoint.Identity, resumed: Checkpoint? = nil,
    write: @escaping @Sendable ([UInt8]) throws(CheckpointError) -> Void
  ) {
    self.path = path
    self.every = every
    self.identity = identity
    self.resumed = resumed
    self.write = write
  }
}

/// The newest state of each start, and the file that holds them.
///
/// A start depends on no other, so states of different moments belong together.
struct CheckpointStore {
  let plan: CheckpointPlan
  private var checkpoint: Checkpoint

  init(_ plan: CheckpointPlan, starts: Int) {
    self.plan = plan
    checkpoint = plan.resumed ?? Checkpoint(plan.identity, starts: starts)
  }

  /// What a start goes on from; empty when it begins.
  func state(of start: Int) throws(CheckpointError) -> [UInt8] {
    guard checkpoint.starts.indices.contains(start) else { throw .damaged(path: plan.path) }
    return checkpoint.starts[start]
  }

  /// Replaces the file by one with this state of `start`, whole or not at all.
  mutating func save(_ state: [UInt8], of start: Int) throws(CheckpointError) {
    checkpoint.starts[start] = state
    try plan.write(checkpoint.bytes)
  }
}
