import Foundation
import KDCommon
import Testing

@Suite struct PathsTests {
  @Test(arguments: [
    "", "a", "a/b", "/a/b.csv", "a/", "a//", "/", ".csv", "a/.csv", "b.CSV", "a.b/c",
    "x.tar.gz", "a.",
    "ä/ö.jsonl",
  ])
  func areAsFoundationHasThem(path: String) {
    #expect(lastPathPart(path) == (path as NSString).lastPathComponent)
    #expect(pathExtension(path) == (path as NSString).pathExtension.lowercased())
  }
}
