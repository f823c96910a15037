/// Which arithmetic runs a model. All give the same bits.
public enum Kernel: UInt8, CaseIterable, Sendable {
  /// One integer at a time: the executable form of docs/NUMERICS.md.
  case scalar
  /// 128-bit vectors: SSE2 on x86-64, NEON on arm64, with default compiler flags.
  case simd128
  /// 256-bit vectors, in a wide build. A BiLSTM of another size than 16 runs as in `simd128`.
  case avx2
  /// The same with the dot products of AVX-512 VNNI.
  case avx512

  /// Whether this build holds the kernel and this CPU can run it.
  public var isAvailable: Bool { isBuilt && rawValue <= widestKernel.rawValue }

  #if KDRUN_PLAIN
    /// Whether this build holds the kernel.
    package var isBuilt: Bool { self == .scalar }

    /// Whether to compute one integer at a time; always here, so that the rest is left out.
    var isScalar: Bool { true }
  #elseif KDRUN_TINY
    /// Whether this build holds the kernel.
    package var isBuilt: Bool { self == .simd128 }

    /// Whether to compute one integer at a time; never here, so that the code is left out.
    var isScalar: Bool { false }
  #else
    /// Whether this build holds the kernel.
    package var isBuilt: Bool { isWideBuild || lanes == 1 }

    /// Whether to compute one integer at a time.
    var isScalar: Bool { self == .scalar }
  #endif

  /// The kernels that run here, the slowest first.
  public static var available: [Kernel] { allCases.filter { $0.isAvailable } }

  /// The fastest kernel of this machine.
  public static var best: Kernel { widestKernel }

  /// Lanes of 128 bits, each of eight units, in a vector of the kernel.
  var lanes: Int {
    switch self {
    case .scalar, .simd128: 1
    case .avx2, .avx512: 2
    }
  }

  /// Its name in options and reports.
  public var name: StaticString {
    switch self {
    case .scalar: "scalar"
    case .simd128: "simd128"
    case .avx2: "avx2"
    case .avx512: "avx512"
    }
  }
}
