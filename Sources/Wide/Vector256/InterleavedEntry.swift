/// `runInterleaved`, or `runAlone` for one direction, compiled for this module's instruction set.
/// Runtime/Kernels/Wide/WideKernels.swift declares it.
///
/// - Parameter steps: a `BiLSTMSteps`, which both modules compile from the same file.
#if AVX512
  @_silgen_name("kdrun_interleaved_avx512")
#else
  @_silgen_name("kdrun_interleaved_avx2")
#endif
public func interleaved(_ steps: UnsafeRawPointer, _ first: Int, _ end: Int) {
  let steps = steps.load(as: BiLSTMSteps.self)
  if end &- first == 1 { runAlone(steps, first) } else { runInterleaved(steps) }
}
