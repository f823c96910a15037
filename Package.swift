// swift-tools-version: 6.2
import PackageDescription

// No package dependency, and no unsafe flag unless KDRUN_WIDE=1: kdrun must work as a versioned
// dependency.
let package = Package(
  name: "kdrun",
  products: [
    // MARK: - Public API
    .library(name: "KDRuntime", targets: ["KDRuntime"]),
    .library(name: "KDData", targets: ["KDData"]),
    .library(name: "KDMetrics", targets: ["KDMetrics"]),
    .library(name: "KDQuantize", targets: ["KDQuantize"]),
    .library(name: "KDExport", targets: ["KDExport"]),
    .library(name: "KDDistill", targets: ["KDDistill"]),
    .executable(name: "kdrun", targets: ["kdrun"]),
  ],
  targets: [
    // MARK: - Modules; each may use those listed before it
    .target(name: "KDRuntime", path: "Sources/Runtime"),
    .target(name: "KDLines", dependencies: ["KDRuntime"], path: "Sources/Lines"),
    .target(name: "KDCommon", dependencies: ["KDRuntime"], path: "Sources/Common"),
    .target(name: "KDSystem", dependencies: ["KDCommon"], path: "Sources/System"),
    .target(
      name: "KDData", dependencies: ["KDRuntime", "KDLines", "KDCommon", "KDSystem"],
      path: "Sources/Data"),
    .target(name: "KDMetrics", dependencies: ["KDData"], path: "Sources/Metrics"),
    .target(name: "KDQuantize", dependencies: ["KDRuntime", "KDCommon"], path: "Sources/Quantize"),
    .target(
      name: "KDExport", dependencies: ["KDRuntime", "KDCommon", "KDQuantize"],
      path: "Sources/Export"),
    .target(
      name: "KDDistill",
      dependencies: [
        "KDRuntime", "KDCommon", "KDSystem", "KDData", "KDMetrics", "KDQuantize", "KDExport",
      ],
      path: "Sources/Distill"),
    .executableTarget(
      name: "kdrun",
      dependencies: [
        "KDRuntime", "KDLines", "KDCommon", "KDSystem", "KDData", "KDMetrics", "KDQuantize",
        "KDExport", "KDDistill",
      ],
      path: "Sources/kdrun"),

    // MARK: - Unit test bundles
    // Counts calls of malloc; C, because only C can stand in for it.
    .target(name: "AllocationCounter", path: "Tests/AllocationCounter"),
    // What all bundles share. No product holds it, and nothing of Testing is in it: a static
    // build, which has none, compiles it too.
    .target(
      name: "TestSupport", dependencies: ["KDExport", "KDQuantize", "KDRuntime", "KDCommon"],
      path: "Tests/Support"),
    .testTarget(name: "CommonTests", dependencies: ["KDCommon", "KDRuntime"]),
    .testTarget(name: "SystemTests", dependencies: ["KDSystem", "TestSupport"]),
    .testTarget(
      name: "DataTests", dependencies: ["KDData", "KDCommon", "TestSupport"], exclude: ["Fixtures"]),
    .testTarget(name: "MetricsTests", dependencies: ["KDMetrics", "KDData", "TestSupport"]),
    .testTarget(
      name: "RuntimeTests",
      dependencies: [
        "KDRuntime", "KDLines", "KDExport", "KDQuantize", "KDData", "KDCommon", "TestSupport",
        "AllocationCounter",
      ]),
    .testTarget(
      name: "QuantizeTests",
      dependencies: ["KDQuantize", "KDRuntime", "KDData", "KDCommon", "TestSupport"]),
    .testTarget(
      name: "ExportTests",
      dependencies: ["KDExport", "KDQuantize", "KDRuntime", "KDData", "KDCommon", "TestSupport"],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "DistillTests",
      dependencies: [
        "KDDistill", "KDExport", "KDQuantize", "KDData", "KDCommon", "KDRuntime", "TestSupport",
        "AllocationCounter",
      ],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "CLITests",
      dependencies: [
        "kdrun", "KDDistill", "KDExport", "KDRuntime", "KDData", "KDCommon", "TestSupport",
      ]),
    // Reads the tree as text: imports, public names, the documents' paths.
    .testTarget(name: "ArchitectureTests", dependencies: ["TestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)

// MARK: - Wide build: KDRUN_WIDE=1 swift build -c release --scratch-path .build-wide
// Adds kernels for AVX2 and AVX-512 VNNI, each in a module compiled for it, and chooses at start.
// Only for x86-64 and only as the root package, since the flags are unsafe.
#if arch(x86_64)
  if Context.environment["KDRUN_WIDE"] == "1" {
    let runtime = package.targets.first { $0.name == "KDRuntime" }!
    runtime.swiftSettings = [.define("KDRUN_WIDE")]
    runtime.dependencies = ["KDCPU", "KDAVX2", "KDAVX512"]
    package.targets += [
      .systemLibrary(name: "Intrinsics", path: "Sources/Wide/Intrinsics"),
      .target(name: "KDCPU", dependencies: ["Intrinsics"], path: "Sources/Wide/CPU"),
      .target(
        name: "KDAVX2", dependencies: ["Intrinsics"], path: "Sources/Wide/AVX2",
        swiftSettings: [.unsafeFlags(["-Xcc", "-march=x86-64-v3"])]),
      .target(
        name: "KDAVX512", dependencies: ["Intrinsics"], path: "Sources/Wide/AVX512",
        swiftSettings: [
          .define("AVX512"),
          .unsafeFlags(["-Xcc", "-march=x86-64-v4", "-Xcc", "-mavx512vnni"]),
          // Or LLVM splits vpdpwssd for older CPUs, in an order of its own.
          .unsafeFlags(
            ["-target-feature", "+fast-dpwssd"].flatMap { ["-Xcc", "-Xclang", "-Xcc", $0] }),
        ]),
    ]
  }
#endif

// MARK: - Some of the tests: KDRUN_TESTS=DataTests,RuntimeTests swift test builds these bundles alone.
if let wanted = Context.environment["KDRUN_TESTS"] {
  let names = wanted.split(separator: ",").map(String.init)
  package.targets.removeAll { $0.type == .test && !names.contains($0.name) }
}
