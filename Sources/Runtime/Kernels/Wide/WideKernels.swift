// The wide kernels of a wide build (Package.swift). Each is the folders VectorCell and Interleaved in
// a module of its own, compiled for its instruction set, so that none of its code can serve an older
// CPU.

#if KDRUN_WIDE
  let isWideBuild = true

  @_silgen_name("kdrun_has_avx2")
  func hasAVX2() -> Bool

  @_silgen_name("kdrun_has_avx512_vnni")
  func hasAVX512VNNI() -> Bool

  /// Makes the steps of the directions `first` ..< `end` of a `BiLSTMSteps`.
  @_silgen_name("kdrun_interleaved_avx2")
  func interleavedAVX2(_ steps: UnsafeRawPointer, _ first: Int, _ end: Int)

  @_silgen_name("kdrun_interleaved_avx512")
  func interleavedAVX512(_ steps: UnsafeRawPointer, _ first: Int, _ end: Int)

  /// Asked once: under a hypervisor `cpuid` takes microseconds.
  let widestKernel: Kernel = hasAVX512VNNI() ? .avx512 : hasAVX2() ? .avx2 : .simd128

  func runWideInterleaved(_ kernel: Kernel, _ steps: BiLSTMSteps, _ directions: Range<Int>) {
    withUnsafePointer(to: steps) { steps in
      switch kernel {
      case .avx512: interleavedAVX512(steps, directions.lowerBound, directions.upperBound)
      default: interleavedAVX2(steps, directions.lowerBound, directions.upperBound)
      }
    }
  }
#else
  let isWideBuild = false

  let widestKernel = Kernel.simd128

  /// Never called: no scorer is made for a kernel that is not available.
  func runWideInterleaved(_: Kernel, _: BiLSTMSteps, _: Range<Int>) {}
#endif
