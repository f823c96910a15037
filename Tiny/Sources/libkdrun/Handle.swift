import KDRuntime

/// What stands at the beginning of an arena: C's `kdrun_scorer`.
struct Handle: ~Copyable {
  var scorer: Scorer

  /// Bytes in front of the scorer's part: whole cache lines, so that its tables keep theirs.
  static var byteCount: Int { (MemoryLayout<Handle>.size + 63) & ~63 }

  /// Bytes of an arena for `model`.
  static func arenaByteCount(_ model: Model, _ options: ScorerOptions) -> Int {
    byteCount + Scorer.byteCount(model, options)
  }

  /// Makes a scorer in `arena` and, at its beginning, the handle.
  static func open(
    _ model: Model, _ options: ScorerOptions, _ arena: UnsafeMutableRawBufferPointer
  ) throws(ArenaError) -> OpaquePointer {
    let need = arenaByteCount(model, options)
    guard let start = arena.baseAddress, arena.count >= need else {
      throw .tooSmall(need: need, have: arena.count)
    }
    let rest = UnsafeMutableRawBufferPointer(
      start: start + byteCount, count: arena.count - byteCount)
    let scorer = try Scorer(model, options, Arena(rest))
    let handle = start.bindMemory(to: Handle.self, capacity: 1)
    handle.initialize(to: Handle(scorer: scorer))
    return OpaquePointer(handle)
  }
}
