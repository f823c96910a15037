/// Where and how often a run leaves checkpoints, and the one that it goes on from.
public struct CheckpointPlan: Sendable {
  /// The file, for messages.
  public var path: String
  /// After so many responses of a start; `nil`: never.
  public var every: Int?
  /// What the run is made from; a checkpoint of anything else is refused.
  public var identity: Checkpoint.Identity
  /// What the run goes on from; nil: it begins.
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
