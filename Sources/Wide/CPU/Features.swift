// The CPU's features, for Runtime/Kernels/Wide/WideKernels.swift, which declares these.
import Intrinsics

/// Whether the CPU and the system run AVX2.
@_silgen_name("kdrun_has_avx2")
public func hasAVX2() -> Bool { cpu_has_avx2() != 0 }

/// Whether the CPU and the system run AVX-512 with VNNI.
@_silgen_name("kdrun_has_avx512_vnni")
public func hasAVX512VNNI() -> Bool { cpu_has_avx512_vnni() != 0 }
