import KDCommon
import Testing

@Suite struct PrintableTests {
  @Test(arguments: [
    ("plain ä 字 😀", "plain ä 字 😀"), ("a\nb\rc\td", "a\\nb\\rc\\td"),
    ("\0\u{1b}[31m", "\\u{0}\\u{1b}[31m"),
    ("\u{202E}evil\u{2066}", "\\u{202e}evil\\u{2066}"),
    ("\u{2028}\u{2029}\u{85}", "\\u{2028}\\u{2029}\\u{85}"),
    ("\u{FEFF}\u{200D}", "\\u{feff}\\u{200d}"), ("e\u{301}", "e\u{301}"),
  ])
  func escapesWhatCouldBreakColourOrReorderALine(text: String, expected: String) {
    #expect(Array(printable(text).unicodeScalars) == Array(expected.unicodeScalars))
  }

  @Test func quotesCutLongTextsAndListsLongLists() {
    #expect(quoted("a\nb") == "\"a\\nb\"")
    #expect(quoted(String(repeating: "x", count: 60)).count == 62)
    #expect(
      quoted(String(repeating: "x", count: 61)) == "\"" + String(repeating: "x", count: 60) + "…\"")
    #expect(listed(["a", "b"]) == "\"a\", \"b\"")
    #expect(listed((1...7).map { "\($0)" }) == "\"1\", \"2\", \"3\", \"4\", \"5\" and 2 more")
  }
}
