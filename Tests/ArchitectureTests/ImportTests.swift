import Foundation
import Testing

/// Arrows between modules run as `House` says, in the sources and in Package.swift.
@Suite struct ImportTests {
  /// Imports in `folder` of what is not among `allowed`, each with its place.
  private func strangers(in folder: String, allowed: [String]) throws -> [String] {
    let files = try SourceTree.files(in: folder)
    #expect(!files.isEmpty, "\(folder) has no Swift file")
    return files.flatMap { file in
      file.imports.filter { !allowed.contains($0.module) }
        .map { "\(file.path):\($0.line): import \($0.module)" }
    }
  }

  @Test(arguments: House.modules.map(\.name))
  func aModuleImportsOnlyWhatItMay(_ name: String) throws {
    let module = try #require(House.modules.first { $0.name == name })
    var allowed = module.uses + module.system
    if name == "KDRuntime" { allowed += House.wide }
    #expect(try strangers(in: module.folder, allowed: allowed) == [])
  }

  @Test func aKernelOfTheWideBuildImportsOnlyTheIntrinsics() throws {
    #expect(try strangers(in: House.wideFolder, allowed: ["Intrinsics"]) == [])
  }

  @Test func everyFolderOfSourcesBelongsToAModule() throws {
    let known = (House.modules.map(\.folder) + [House.wideFolder]).sorted()
    let found = try SourceTree.folders(in: "Sources").filter { $0.split(separator: "/").count == 2 }
    #expect(found == known)
  }

  @Test func aModuleUsesOnlyThoseListedBeforeIt() {
    for (index, module) in House.modules.enumerated() {
      let before = House.modules[..<index].map(\.name)
      #expect(module.uses.allSatisfy(before.contains), "\(module.name)")
    }
  }

  @Test(arguments: House.embedded)
  func theCoreImportsNoFoundationNoDispatchAndNoCLibrary(_ folder: String) throws {
    let allowed = House.modules.map(\.name) + House.wide
    #expect(try strangers(in: folder, allowed: allowed) == [])
  }

  @Test func scoringImportsNoTraining() throws {
    let score = House.score
    #expect(try strangers(in: score.folder, allowed: score.uses + score.system) == [])
  }

  @Test func thePackageManifestHasTheSameArrows() throws {
    let modules = try Manifest().modules
    for module in House.modules {
      let target = try #require(
        modules.first { $0.name == module.name }, "\(module.name) is no target")
      #expect(target.path == module.folder)
      #expect(target.dependencies.sorted() == module.uses.sorted(), "\(module.name)")
    }
    #expect(Set(modules.map(\.name)) == Set(House.modules.map(\.name)))
  }

  /// One that imports a module and does not declare it compiles or not, as the order of the build
  /// falls out.
  @Test func aTestBundleDeclaresTheModulesThatItImports() throws {
    let manifest = try Manifest()
    let ours = Set(manifest.targets.map(\.name))
    for target in manifest.tests where target.name != "AllocationCounter" {
      let imports = try SourceTree.files(in: target.path).flatMap { $0.imports.map(\.module) }
      #expect(Set(imports).intersection(ours) == Set(target.dependencies), "\(target.name)")
    }
  }
}
