import TestSupport
import Testing

/// Files stay small, and the map shows every room and no other.
@Suite struct LayoutTests {
  @Test func noFileIsLong() throws {
    let long = try SourceTree.files(in: "Sources").filter { $0.lines.count > House.linesOfAFile }
    #expect(long.map(\.path) == [])
  }

  @Test func theMapNamesEveryModuleAndFolder() throws {
    let map = try Document("docs/ARCHITECTURE.md")
    let names = Set(map.codeSpans.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 })
    let missing = try SourceTree.folders(in: "Sources").filter { !names.contains($0) }
    #expect(missing == [])
    for module in House.modules { #expect(names.contains(module.name), "\(module.name)") }
  }

  @Test func theMapNamesNoOtherModule() throws {
    let map = try Document("docs/ARCHITECTURE.md")
    // kdscore's file is named like one.
    let known = Set(House.modules.map(\.name) + House.wide + ["KDScore"])
    let named = map.codeSpans.filter { $0.wholeMatch(of: #/KD[A-Za-z0-9]+/#) != nil }
    #expect(named.filter { !known.contains($0) } == [])
  }

  /// In the list at its end, ``- `FOLDER`: …`` and below it the names of files, without `.swift`. A new
  /// file is found by its neighbours until somebody describes it.
  @Test func theMapNamesNoFileThatIsNotThere() throws {
    let prose = try Document("docs/ARCHITECTURE.md").prose
    var folder: Substring?
    var names = 0
    for line in prose {
      if let entry = line.firstMatch(of: #/^- `([^`]+)`:/#) { folder = entry.1 }
      guard let folder, line.hasPrefix("  ") else { continue }
      for name in line.matches(of: #/(?:^  |; )`([^`]+)` /#).map(\.1) {
        let path = "\(folder)/\(name)"
        let isThere = try [path, path + ".swift"].contains(where: Repository.has)
        #expect(isThere, "\(path)")
        names += 1
      }
    }
    #expect(names > 300)
  }
}
