/// Why a scorer cannot be made from a model and an arena.
public enum ArenaError: Error, Equatable {
  /// The arena holds fewer bytes than `Scorer.byteCount` asks for.
  case tooSmall(need: Int, have: Int)
  /// The memory does not start at a multiple of 16.
  case misaligned
  /// This build or this CPU has not the kernel (`Kernel.isAvailable`).
  case kernelUnavailable
  /// A crafted vocabulary puts more than `NameTable.maximumProbes` names in one place.
  case vocabularyClustered
}
