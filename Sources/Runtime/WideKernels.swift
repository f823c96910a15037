// The wide kernels of a wide build (Package.swift). Each is Turns.swift in a module of its own,
// compiled for its instruction set, so that none of its code can serve an older CPU.

#if KDRUN_WIDE
  let isWideBuild = true

  @_silgen_name("kdrun_has_avx2")
  func hasAVX2() -> Bool

  @_silgen_name("kdrun_has_avx512_vnni")
  func hasAVX512VNNI() -> Bool

  /// Runs `count` steps of the directions `first` ..< `end` with a `TurnMemory`.
  @_silgen_name("kdrun_turns_avx2")
  func turnsAVX2(_ memory: UnsafeRawPointer, _ count: Int, _ first: Int, _ end: Int)

  @_silgen_name("kdrun_turns_avx512")
  func turnsAVX512(_ memory: UnsafeRawPointer, _ count: Int, _ first: Int, _ end: Int)

  /// Asked once: under a hypervisor `cpuid` takes microseconds.
  let widestKernel: Kernel = hasAVX512VNNI() ? .avx512 : hasAVX2() ? .avx2 : .simd128

  func runWideTurns(
    _ kernel: Kernel, _ memory: TurnMemory, _ count: Int, _ directions: Range<Int>
  ) {
    withUnsafePointer(to: memory) { memory in
      switch kernel {
      case .avx512: turnsAVX512(memory, count, directions.lowerBound, directions.upperBound)
      default: turnsAVX2(memory, count, directions.lowerBound, directions.upperBound)
      }
    }
  }
#else
  let isWideBuild = false

  let widestKernel = Kernel.simd128

  /// Never called: no scorer is made for a kernel that is not available.
  func runWideTurns(_: Kernel, _: TurnMemory, _: Int, _: Range<Int>) {}
#endif
