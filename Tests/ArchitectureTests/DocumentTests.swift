import Foundation
import TestSupport
import Testing

/// What the documents point at exists.
@Suite struct DocumentTests {
  private func exists(_ path: String) -> Bool { Repository.has(path) }

  @Test func everyDocumentIsListed() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Repository.url("docs").path)
    for name in names.sorted() where name.hasSuffix(".md") {
      #expect(House.documents.contains("docs/\(name)"), "docs/\(name)")
    }
  }

  @Test(arguments: House.documents)
  func everyRelativeLinkLeadsSomewhere(_ path: String) throws {
    let document = try Document(path)
    for link in document.links where !link.contains("://") && !link.hasPrefix("mailto:") {
      let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
      let folder = (path as NSString).deletingLastPathComponent
      let target =
        parts[0].isEmpty ? path : (folder as NSString).appendingPathComponent(String(parts[0]))
      let plain = (target as NSString).standardizingPath
      #expect(exists(plain), "\(path): \(link)")
      if parts.count == 2, plain.hasSuffix(".md"), exists(plain) {
        #expect(try Document(plain).anchors.contains(String(parts[1])), "\(path): \(link)")
      }
    }
  }

  /// A code span or a word of a command that begins as a path of this repository is one.
  @Test(arguments: House.documents)
  func everyPathThatADocumentNamesExists(_ path: String) throws {
    let document = try Document(path)
    let roots = [
      "Sources/", "Tests/", "docs/", "scripts/", "models/", "Schema/", "Tiny/", "Web/", ".ci/",
    ]
    let spans = document.codeSpans.flatMap { $0.split(separator: " ") }
    let commands = document.fenced.flatMap { $0.split { " '\"=;()|".contains($0) } }
    for word in spans + commands where roots.contains(where: word.hasPrefix) {
      // A pattern or a place to fill in is no path.
      if word.contains(where: { "*<>{}…$".contains($0) || $0.isUppercase && word.contains("NAME") })
      {
        continue
      }
      let name = String(word.reversed().drop { ".,:".contains($0) }.reversed())
      #expect(exists(name), "\(path): \(word)")
    }
  }

  /// A promise names its test: a file `ScoreTests`, or a test in it, `ScoreTests.localeChanges`.
  @Test(arguments: House.documents)
  func everyTestThatADocumentNamesExists(_ path: String) throws {
    let tests = try SourceTree.files(in: "Tests")
    for span in try Document(path).codeSpans {
      guard let name = span.wholeMatch(of: #/(\w+Tests)(?:\.(\w+))?/#) else { continue }
      let isFolder = exists("Tests/\(name.1)")
      let files = tests.filter { $0.path.hasSuffix("/\(name.1).swift") }
      #expect(isFolder || !files.isEmpty, "\(path): \(span)")
      guard let test = name.2 else { continue }
      let hasTest = files.contains { $0.lines.contains { $0.contains("func \(test)(") } }
      #expect(hasTest, "\(path): \(span)")
    }
  }
}
