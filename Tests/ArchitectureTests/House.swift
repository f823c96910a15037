/// What the house allows, once: the tests of this bundle compare the tree with it, and so does
/// docs/ARCHITECTURE.md.
enum House {
  struct Module {
    let name: String
    /// From the root of the checkout.
    let folder: String
    /// Modules of this package that it may import.
    let uses: [String]
    /// Modules of the toolchain and the system that it may import.
    var system: [String] = []
  }

  /// Of an operating system; each platform has one of them.
  static let cLibraries = ["Darwin", "Glibc", "Musl", "Android", "WinSDK"]

  /// Arrows run one way: a module uses only those listed before it.
  static let modules = [
    Module(name: "KDRuntime", folder: "Sources/Runtime", uses: []),
    Module(name: "KDLines", folder: "Sources/Lines", uses: ["KDRuntime"]),
    Module(name: "KDCommon", folder: "Sources/Common", uses: ["KDRuntime"]),
    Module(
      name: "KDSystem", folder: "Sources/System", uses: ["KDCommon"],
      system: ["Dispatch"] + cLibraries),
    Module(
      name: "KDData", folder: "Sources/Data",
      uses: ["KDRuntime", "KDLines", "KDCommon", "KDSystem"]),
    Module(
      name: "KDMetrics", folder: "Sources/Metrics", uses: ["KDData"]),
    Module(name: "KDQuantize", folder: "Sources/Quantize", uses: ["KDRuntime", "KDCommon"]),
    Module(
      name: "KDExport", folder: "Sources/Export", uses: ["KDRuntime", "KDCommon", "KDQuantize"]),
    Module(
      name: "KDDistill", folder: "Sources/Distill",
      uses: ["KDRuntime", "KDCommon", "KDSystem", "KDData", "KDMetrics", "KDQuantize", "KDExport"]),
    Module(
      name: "kdrun", folder: "Sources/kdrun",
      uses: [
        "KDRuntime", "KDLines", "KDCommon", "KDSystem", "KDData", "KDMetrics", "KDQuantize",
        "KDExport", "KDDistill",
      ]),
  ]

  /// The modules of the wide build: links to folders of kernels, each compiled for an instruction
  /// set. They use the header of intrinsics, and KDRuntime chooses among them.
  static let wideFolder = "Sources/Wide"
  static let wide = ["KDCPU", "KDAVX2", "KDAVX512"]

  /// Folders that compile as Embedded Swift too: no Foundation, no Dispatch, no C library.
  static let embedded = [
    "Sources/Runtime", "Sources/Lines", "Sources/Common", "Sources/Quantize", "Sources/Export",
    "Sources/Data/Workbook", "Sources/Distill/Network", "Sources/Distill/Losses",
    "Sources/Distill/Batches",
    "Sources/Distill/Optimizing",
  ]

  /// Scoring must not need training.
  static let score = Module(
    name: "score", folder: "Sources/kdrun/Score",
    uses: ["KDRuntime", "KDLines", "KDSystem", "KDData"])

  /// The runtime is learnt in an hour: so many names at the top level, no more.
  static let publicNamesOfRuntime = 15
  static let linesOfAFile = 400

  /// Documents whose links and paths must lead somewhere.
  static let documents = [
    "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "PERF.md", "models/README.md",
    "docs/ABI.md", "docs/ARCHITECTURE.md", "docs/DEPLOY.md", "docs/DISTILLATION.md",
    "docs/FORMAT.md", "docs/GUIDE.md", "docs/NUMERICS.md", "docs/OPTIONS.md", "docs/RESULTS.md",
  ]
}
