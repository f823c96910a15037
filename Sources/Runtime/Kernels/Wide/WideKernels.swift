// The wide kernels of a wide build (Package.swift). Each is InterleavedSteps.swift in a module of its own,
// compiled for its instruction set, so that none of its code can serve an older CPU.

#if KDRUN_WIDE
  let isWideBuild = true

  @_silgen_name("kdrun_has_avx2")
  func hasAVX2() -> Bool

  @_silgen_name("kdrun_has_avx512_vnni")
  func hasAVX512VNNI() -> Bool

  /// Runs `count` steps of the directions `first` ..< `end` with a `BiLSTMMemory`.
  @_silgen_name("kdrun_interleaved_avx2")
  func interleavedAVX2(_ memory: UnsafeRawPointer, _ count: Int, _ first: Int, _ end: Int)

  @_silgen_name("kdrun_interleaved_avx512")
  func interleavedAVX512(_ memory: UnsafeRawPointer, _ count: Int, _ first: Int, _ end: Int)

  /// Asked once: under a hypervisor `cpuid` takes microseconds.
  let widestKernel: Kernel = hasAVX512VNNI() ? .avx512 : hasAVX2() ? .avx2 : .simd128

  func runWideInterleaved(
    _ kernel: Kernel, _ memory: BiLSTMMemory, _ count: Int, _ directions: Range<Int>
  ) {
    withUnsafePointer(to: memory) { memory in
      switch kernel {
      case .avx512: interleavedAVX512(memory, count, directions.lowerBound, directions.upperBound)
      default: interleavedAVX2(memory, count, directions.lowerBound, directions.upperBound)
      }
    }
  }
#else
  let isWideBuild = false

  let widestKernel = Kernel.simd128

  /// Never called: no scorer is made for a kernel that is not available.
  func runWideInterleaved(_: Kernel, _: BiLSTMMemory, _: Int, _: Range<Int>) {}
#endif
