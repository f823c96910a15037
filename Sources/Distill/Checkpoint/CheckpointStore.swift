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
