// swift-tools-version: 6.2
import PackageDescription

// No package dependency and no unsafe flag: kdrun must work as a versioned dependency.
let package = Package(
  name: "kdrun",
  products: [
    // MARK: - Public API
    .library(name: "KDRuntime", targets: ["KDRuntime"]),
    .library(name: "KDQuantize", targets: ["KDQuantize"]),
    .library(name: "KDExport", targets: ["KDExport"]),
    .library(name: "KDDistill", targets: ["KDDistill"]),
    .executable(name: "kdrun", targets: ["kdrun"]),
  ],
  targets: [
    // MARK: - Modules; each may use those listed before it
    .target(name: "KDRuntime", path: "Sources/Runtime"),
    .target(name: "KDQuantize", dependencies: ["KDRuntime"], path: "Sources/Quantize"),
    .target(
      name: "KDExport", dependencies: ["KDRuntime", "KDQuantize"], path: "Sources/Export"),
    .target(
      name: "KDDistill", dependencies: ["KDRuntime", "KDQuantize", "KDExport"],
      path: "Sources/Distill"),
    .executableTarget(
      name: "kdrun", dependencies: ["KDRuntime", "KDQuantize", "KDExport", "KDDistill"],
      path: "Sources/kdrun"),

    // MARK: - Unit test bundles
    // Counts calls of malloc; C, because only C can stand in for it.
    .target(name: "AllocationCounter", path: "Tests/AllocationCounter"),
    .testTarget(
      name: "RuntimeTests",
      dependencies: ["KDRuntime", "KDExport", "KDQuantize", "AllocationCounter"]),
    .testTarget(name: "QuantizeTests", dependencies: ["KDQuantize", "KDRuntime"]),
    .testTarget(
      name: "ExportTests", dependencies: ["KDExport", "KDQuantize", "KDRuntime"],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "DistillTests",
      dependencies: ["KDDistill", "KDExport", "KDQuantize", "KDRuntime", "AllocationCounter"],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "CLITests", dependencies: ["kdrun", "KDDistill", "KDExport", "KDQuantize", "KDRuntime"],
      exclude: ["Snapshots"]),
  ],
  swiftLanguageModes: [.v6]
)
