// swift-tools-version: 6.2
import PackageDescription

// The same runtime as Embedded Swift: small, without a C library, for any Linux, for C and for
// WebAssembly. Built by scripts/build-tiny, scripts/build-library and scripts/build-web.

/// Small code, but for the kernels, which say so (`@_optimize(speed)`): the optimiser would forget
/// that in a copy with another signature. The scalar kernel is left out. One LLVM module for all
/// files: with one a file, vector operations are calls and a score takes 27 times as long.
let embedded: [SwiftSetting] = [
  .enableExperimentalFeature("Embedded"),
  .define("KDRUN_TINY"),
  .unsafeFlags([
    "-Osize", "-wmo", "-Xfrontend", "-enable-single-module-llvm-emission",
    "-Xfrontend", "-function-sections", "-Xfrontend", "-disable-stack-protector",
    "-Xllvm", "-sil-disable-pass=function-signature-opts", "-Xcc", "-fomit-frame-pointer",
  ]),
]
let freestanding: [CSetting] = [
  .unsafeFlags([
    "-O2", "-ffreestanding", "-fno-builtin", "-fno-stack-protector", "-ffunction-sections",
    "-fno-unwind-tables", "-fno-asynchronous-unwind-tables",
  ])
]

let package = Package(
  name: "Tiny",
  targets: [
    .target(name: "KDRuntime", swiftSettings: embedded),
    .target(name: "KDLines", dependencies: ["KDRuntime"], swiftSettings: embedded),
    .systemLibrary(name: "CKDRun", path: "include"),
    .systemLibrary(name: "FileMapping"),
    .target(
      name: "libkdrun", dependencies: ["KDRuntime", "KDLines", "CKDRun", "FileMapping"],
      swiftSettings: embedded),
    .target(name: "Process", cSettings: freestanding),
    .executableTarget(
      name: "kdscore", dependencies: ["KDRuntime", "KDLines", "Process"],
      swiftSettings: embedded + [.unsafeFlags(["-parse-as-library"])],
      linkerSettings: [
        .unsafeFlags(
          ["-nostdlib", "-static", "-fuse-ld=lld"].flatMap { ["-Xclang-linker", $0] }
            + [
              "--gc-sections", "--icf=all", "--no-rosegment", "-z", "noseparate-code",
              "--build-id=none", "-s",
            ].flatMap {
              ["-Xlinker", $0]
            })
      ]),
  ],
  swiftLanguageModes: [.v6]
)
