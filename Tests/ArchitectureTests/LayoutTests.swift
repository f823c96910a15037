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
    let known = Set(House.modules.map(\.name) + House.wide)
    let named = map.codeSpans.filter { $0.wholeMatch(of: #/KD[A-Za-z0-9]+/#) != nil }
    #expect(named.filter { !known.contains($0) } == [])
  }
}
