import Testing

/// What a user of a library sees: few names in the runtime, and a sentence above each of all.
@Suite struct PublicAPITests {
  /// A declaration that is public, with the keywords before it; not `public import`.
  private static func isPublic(_ line: Substring) -> Bool {
    let words = line.split(separator: " ").filter { !$0.hasPrefix("@") }
    return (words.first == "public" || words.first == "open") && words.dropFirst().first != "import"
  }

  @Test(arguments: House.modules.map(\.folder) + [House.wideFolder])
  func everyPublicDeclarationHasADocComment(_ folder: String) throws {
    var bare: [String] = []
    for file in try SourceTree.files(in: folder) {
      for (index, line) in file.lines.enumerated() where Self.isPublic(line) {
        // Attributes and conditions may stand between a comment and its declaration.
        let above = file.lines[..<index].last {
          let text = $0.drop { $0 == " " }
          return !(text.hasPrefix("@") || text.hasPrefix("#"))
        }
        if above?.drop(while: { $0 == " " }).hasPrefix("///") != true {
          bare.append("\(file.path):\(index + 1): \(line)")
        }
      }
    }
    #expect(bare == [])
  }

  @Test func theRuntimeHasFewPublicNames() throws {
    let kinds: Set<Substring> = [
      "struct", "class", "enum", "protocol", "func", "let", "var", "typealias",
    ]
    var names: Set<String> = []
    for file in try SourceTree.files(in: "Sources/Runtime") {
      for line in file.lines where !line.hasPrefix(" ") && Self.isPublic(line) {
        let words = line.split { " (:<".contains($0) }
        guard let kind = words.firstIndex(where: kinds.contains) else { continue }
        names.insert(String(words[kind + 1]))
      }
    }
    #expect(names.count > 5)
    #expect(names.count <= House.publicNamesOfRuntime, "\(names.sorted())")
  }
}
