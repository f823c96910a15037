/// The memory of one scorer: the caller's, or one allocation freed with it.
///
/// Not copyable, so that two scorers cannot share it by mistake.
public struct Arena: ~Copyable {
  let memory: UnsafeMutableRawBufferPointer

  #if KDRUN_TINY
    /// Memory of the caller, aligned to 16 bytes, which must outlive the scorer.
    ///
    /// The only way here: nothing in this build can allocate.
    public init(_ memory: UnsafeMutableRawBufferPointer) { self.memory = memory }
  #else
    private let isOwned: Bool

    /// Memory of the caller, aligned to 16 bytes, which must outlive the scorer.
    public init(_ memory: UnsafeMutableRawBufferPointer) {
      self.memory = memory
      isOwned = false
    }

    /// One allocation of `byteCount` bytes; see `Scorer.byteCount`.
    public init(byteCount: Int) {
      memory = .allocate(byteCount: byteCount, alignment: Arena.lineByteCount)
      isOwned = true
    }

    deinit { if isOwned { memory.deallocate() } }
  #endif

  /// What is asked of the caller's memory.
  static let alignment = 16
  /// A cache line; wide vectors are faster when they do not lie across two.
  static let lineByteCount = 64
}
