import KDRuntime
import KDSystem

extension Kernel {
  /// What the CPU must have, in the words of `Machine.features`; empty for every CPU.
  private var neededFeatures: [String] {
    switch self {
    case .scalar, .simd128: []
    case .avx2: ["avx2"]
    case .avx512: ["avx512f", "avx512bw", "avx512_vnni"]
    }
  }

  /// Whether and why this kernel scores here or does not.
  var standing: String {
    if self == .best { return "chosen: the fastest that runs here" }
    if isAvailable { return "runs here, slower" }
    let lacking = neededFeatures.filter { !Machine.features.contains($0) }
    if !isBuilt && lacking.isEmpty { return "not in this build; the CPU could run it" }
    return lacking.isEmpty
      ? "the CPU or its system cannot run it" : "the CPU lacks \(lacking.joined(separator: ", "))"
  }
}
