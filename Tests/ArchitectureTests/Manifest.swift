import TestSupport

/// The targets of Package.swift, read as text; those of the wide build are not among them.
struct Manifest {
  struct Target {
    let name: String
    /// From the root of the checkout.
    let path: String
    let dependencies: [String]
  }

  let targets: [Target]

  init() throws {
    let text = try Repository.text("Package.swift")
    let main = text.prefix(upTo: text.firstRange(of: "// MARK: - Wide build")!.lowerBound)
    let pattern =
      #/arget\(\s*name: "(\w+)"(?:,\s*dependencies: \[([^\]]*)\])?(?:,\s*path: "([\w/]+)")?/#
    targets = main.matches(of: pattern).map { match in
      let dependencies = (match.2 ?? "").matches(of: #/"(\w+)"/#).map { String($0.1) }
      let name = String(match.1)
      return Target(
        name: name, path: match.3.map(String.init) ?? "Tests/\(name)", dependencies: dependencies)
    }
  }

  var modules: [Target] { targets.filter { $0.path.hasPrefix("Sources/") } }
  var tests: [Target] { targets.filter { $0.path.hasPrefix("Tests/") } }
}
