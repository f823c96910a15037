/// How a scorer computes and uses its arena. No option changes a score.
public struct ScorerOptions: Sendable {
  /// The arithmetic; it must be available (`Kernel.isAvailable`).
  public var kernel: Kernel
  /// Whether embedding times W_ih is tabulated in the arena: twice the speed, more memory.
  public var isFolded: Bool

  /// The fastest kernel of this machine, folded, unless told otherwise.
  public init(kernel: Kernel = .best, isFolded: Bool = true) {
    self.kernel = kernel
    self.isFolded = isFolded
  }
}
