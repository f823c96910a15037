import TestSupport

/// The targets of Package.swift that lie in Sources, read as text; those of the wide build are not
/// among them.
struct Manifest {
  var targets: [String: (path: String, dependencies: [String])] = [:]

  init() throws {
    let text = try Repository.text("Package.swift")
    let main = text.prefix(upTo: text.firstRange(of: "// MARK: - Wide build")!.lowerBound)
    let pattern =
      #/arget\(\s*name: "(\w+)",(?:\s*dependencies: \[([^\]]*)\],)?\s*path: "(Sources/\w+)"/#
    for match in main.matches(of: pattern) {
      let dependencies = (match.2 ?? "").matches(of: #/"(\w+)"/#).map { String($0.1) }
      targets[String(match.1)] = (String(match.3), dependencies)
    }
  }
}
