/// `runTurns`, or `runAlone` for one direction, compiled for this module's instruction set. Runtime/WideKernels.swift declares it.
///
/// - Parameter memory: a `TurnMemory`, which both modules compile from the same file.
#if AVX512
  @_silgen_name("kdrun_turns_avx512")
#else
  @_silgen_name("kdrun_turns_avx2")
#endif
public func turns(_ memory: UnsafeRawPointer, _ count: Int, _ first: Int, _ end: Int) {
  let memory = memory.load(as: TurnMemory.self)
  if end &- first == 1 { runAlone(memory, count, first) } else { runTurns(memory, count) }
}
