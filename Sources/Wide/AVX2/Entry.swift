/// `runTurns` compiled for this module's instruction set. Runtime/WideKernels.swift declares it.
///
/// - Parameter memory: a `TurnMemory`, which both modules compile from the same file.
#if AVX512
  @_silgen_name("kdrun_turns_avx512")
#else
  @_silgen_name("kdrun_turns_avx2")
#endif
public func turns(_ memory: UnsafeRawPointer, _ count: Int, _ first: Int, _ end: Int) {
  runTurns(memory.load(as: TurnMemory.self), count, first..<end)
}
