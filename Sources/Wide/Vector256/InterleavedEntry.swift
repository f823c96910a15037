/// `runInterleaved`, or `runAlone` for one direction, compiled for this module's instruction set. Runtime/WideKernels.swift declares it.
///
/// - Parameter memory: a `BiLSTMMemory`, which both modules compile from the same file.
#if AVX512
  @_silgen_name("kdrun_interleaved_avx512")
#else
  @_silgen_name("kdrun_interleaved_avx2")
#endif
public func interleaved(_ memory: UnsafeRawPointer, _ count: Int, _ first: Int, _ end: Int) {
  let memory = memory.load(as: BiLSTMMemory.self)
  if end &- first == 1 { runAlone(memory, count, first) } else { runInterleaved(memory, count) }
}
