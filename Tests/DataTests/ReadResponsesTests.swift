import Foundation
import KDData
import TestSupport
import Testing

private let header = "id,item,text,label\n"

/// How reading a file with these bytes is refused; "" if it is not.
private func refusal(
  _ bytes: [UInt8], _ name: String = "a.csv", _ change: (inout ReadOptions) -> Void = { _ in }
) throws -> String {
  let folder = try Folder()
  let path = try folder.write(name, bytes)
  var options = ReadOptions()
  change(&options)
  return refusal(in: folder) { _ = try readResponses(path: path, options: options) }
}

private func refusal(
  _ text: String, _ name: String = "a.csv", _ change: (inout ReadOptions) -> Void = { _ in }
) throws -> String {
  try refusal(Array(text.utf8), name, change)
}

/// A file and how it is refused.
private let bad: [(String, String)] = [
  ("", "D/a.csv: empty file, expected a header with column \"text\""),
  (header, "D/a.csv: no rows"),
  (header + "a,q,,1\n", "D/a.csv: no responses, all 1 rows are empty"),
  (
    "id,item,label\na,q,1\n",
    "D/a.csv:1: no column \"text\", expected one of that name, or its name by --text-column, got \"id\", \"item\", \"label\""
  ),
  (
    "id,text\na,b\n",
    "D/a.csv:1: no column \"label\", expected one of that name, or its name by --label-column, got \"id\", \"text\""
  ),
  (header + "a,q,one,1\nb,q\n", "D/a.csv:3: ragged row, expected 4 fields, got 2"),
  (header + "a,q,one,1\n\na,q,two,1\n", "D/a.csv:4: id \"a\" is there twice, first on line 2"),
  (header + "a,q,one,\n", "D/a.csv:2: no row has a label, and no teacher labels them"),
  (header + "a,q,\"one,1\nb,q,two,1\n", "D/a.csv:2: a quote is never closed"),
  (
    header + "a,q,\"one\" ,1\n",
    "D/a.csv:2: text after a closing quote, expected a delimiter or a line end"
  ),
  (
    header + "a,q,one,\(String(repeating: "l", count: 256))\n",
    "D/a.csv:2: label too long, expected at most 255 bytes, got 256"
  ),
]

@Suite struct ReadResponsesTests {
  /// A sign alone is a word by the rules 2 only.
  @Test func rowsWithoutAWordAreThoseOfTheRules() throws {
    let folder = try Folder()
    let text = header + "a,q,>,1\nb,q,?!,2\nc,q,word,2\n"
    let path = try folder.write("a.csv", text)
    #expect(try readResponses(path: path).responses.map(\.id) == ["a", "c"])
    var options = ReadOptions()
    options.rules = .words1
    #expect(try readResponses(path: path, options: options).responses.map(\.id) == ["c"])
  }

  @Test func readsResponsesAndDropsEmptyOnes() throws {
    let folder = try Folder()
    let text = header + "a,q,\"Hello, you\",1\nb,q, ?! ,2\n,q,\"two\nlines\",2\nd,q,,\n"
    let data = try readResponses(path: try folder.write("a.csv", text))
    #expect(
      data.responses == [
        Response(id: "a", item: "q", text: "Hello, you", label: "1"),
        Response(id: "3", item: "q", text: "two\nlines", label: "2"),
      ])
    #expect(data.lines == [2, 4])
    #expect(data.droppedEmpty == 2)
    #expect(data.rowCount == 4)
    #expect(data.bytes == Array(text.utf8))
  }

  @Test func byteOrderMarkAndLineEndsAndFormatsMakeNoDifference() throws {
    let folder = try Folder()
    let plain = header + "a,q,hello,1\nb,q,you,2\n"
    let crlf = plain.replacingOccurrences(of: "\n", with: "\r\n")
    let json =
      #"{"id":"a","item":"q","text":"hello","label":1}"# + "\n"
      + #"{"id":"b","item":"q","text":"you","label":"2"}"#
    let variants = [
      ("a.csv", plain), ("b.csv", crlf), ("c.csv", "\u{FEFF}" + crlf),
      ("d.tsv", plain.replacingOccurrences(of: ",", with: "\t")), ("e.jsonl", json),
      ("f.csv", String(plain.dropLast())),
    ]
    let expected = [
      Response(id: "a", item: "q", text: "hello", label: "1"),
      Response(id: "b", item: "q", text: "you", label: "2"),
    ]
    for (name, text) in variants {
      let data = try readResponses(path: try folder.write(name, text))
      #expect(data.responses == expected, "\(name)")
    }
    #expect(variants.count == 6)
  }

  @Test func keepsOneItem() throws {
    let folder = try Folder()
    // The other item's rows may be unlabelled: they are not read as responses.
    let path = try folder.write("a.csv", header + "a,q,one,1\nb,r,two,\na,r,three,\nc,q,four,2\n")
    var options = ReadOptions()
    options.item = "q"
    let data = try readResponses(path: path, options: options)
    #expect(data.responses.map(\.id) == ["a", "c"])
    #expect(data.rowCount == 4)
  }

  @Test func missingFileFolderAndUnreadableAreNoInput() throws {
    let folder = try Folder()
    let cases = [
      (folder.path + "/none.csv", "D/none.csv: no such file or folder"),
      (folder.path, "D: is a folder, expected a file"),
      (folder.path + "/none.csv/x.csv", "D/none.csv/x.csv: no such file or folder"),
    ]
    for (path, expected) in cases {
      #expect(refusal(in: folder) { _ = try readResponses(path: path) } == expected)
      #expect {
        try readResponses(path: path)
      } throws: {
        if case DataError.noInput = $0 { true } else { false }
      }
    }
    #expect(cases.count == 3)
  }

  @Test(arguments: bad)
  func refusesBadFiles(_ text: String, _ expected: String) throws {
    #expect(try refusal(text) == expected)
  }

  @Test func refusesNULWithLineAndByte() throws {
    let start = header + "a,q,one,1\nb,q,t"
    let expected = "D/a.csv:3: NUL byte at byte \(start.utf8.count)"
    #expect(try refusal(start + "\0o,1\n") == expected)
    #expect(try refusal(start + "\0 and more than eight bytes,1\n") == expected)
  }

  @Test func refusesInvalidUTF8WithLineAndByte() throws {
    let start = Array((header + "a,q,ünï €😀,1\nb,q,").utf8)
    let bad: [[UInt8]] = [
      [0xFF], [0x80], [0xC3], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x9F, 0x80], [0xED, 0xA0, 0x80],
      [0xE2, 0x82], [0xF0, 0x8F, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80],
      [0xF0, 0x9F, 0x98],
    ]
    for bytes in bad {
      for end in ["", ",1\n", ",1\nc,q,something longer than eight bytes,1\n"] {
        let found = try refusal(start + bytes + Array(end.utf8))
        #expect(found == "D/a.csv:3: invalid UTF-8 at byte \(start.count)", "\(bytes)")
      }
    }
    #expect(bad.count == 12)
    #expect(try refusal(start + Array("\u{7FF}\u{800}\u{FFFF}\u{10000}\u{10FFFF}a,1\n".utf8)) == "")
  }

  @Test func refusesALongLineAtOnce() throws {
    let long = String(repeating: "word ", count: (16 << 20) / 5)
    #expect(
      try refusal(header + "a,q,one,1\nb,q,\(long),1\n")
        == "D/a.csv:3: row too long, expected at most 1048576 bytes")
  }

  @Test func refusesAnUnknownItemAndNamesSome() throws {
    let text = header + "a,q2,one,1\nb,q1,two,1\nc,q3,x,1\nd,q4,x,1\ne,q5,x,1\nf,q6,x,1\n"
    #expect(
      try refusal(text) { $0.item = "q" }
        == "D/a.csv: no item \"q\", "
        + "expected one of \"q1\", \"q2\", \"q3\", \"q4\", \"q5\" and 1 more")
    #expect(
      try refusal("text,label\none,1\n") { $0.item = "q" }
        == "D/a.csv: no item \"q\", the file has no items")
  }

  @Test func unlabelledRowsStayWhenATeacherLabelsThem() throws {
    let folder = try Folder()
    let path = try folder.write("a.csv", header + "a,q,one,\nb,q,two,1\n")
    var options = ReadOptions()
    options.allowsUnlabelled = true
    #expect(try readResponses(path: path, options: options).responses.map(\.label) == [nil, "1"])
  }

  @Test func messagesStayOnOneLine() throws {
    let row = "\"a\n\u{1B}[2J\u{2028}b\",q,one,1\n"
    let found = try refusal(header + row + row)
    #expect(!found.contains("\n") && !found.contains("\u{1B}") && !found.contains("\u{2028}"))
    #expect(found.contains("\\n"))
  }

  @Test func classesNameTheLineOfAnUnknownLabel() throws {
    let folder = try Folder()
    let data = try readResponses(
      path: try folder.write("a.csv", header + "a,q,one,1\nb,q,?,3\nc,q,two,0\nd,q,x,3\n"))
    #expect(try data.classes(in: ["0", "1", "3"]) == [1, 0, 2])
    #expect(
      refusal(in: folder) { _ = try data.classes(in: ["0", "1"]) }
        == "D/a.csv:5: unknown label, expected one of \"0\", \"1\", got \"3\"")
  }

  @Test(.enabled(if: isOptimized, "compares times"))
  func workGrowsWithTheInputOnly() throws {
    // One quoted field of many lines and many short rows: what a quadratic reader is slow at.
    func seconds(_ rows: Int) throws -> Double {
      let folder = try Folder()
      let field = String(repeating: "word \"\"x\"\"\n", count: 40)
      let text = header + (0..<rows).map { "i\($0),q,\"\(field)\",1\n" }.joined()
      let path = try folder.write("a.csv", text)
      var best = Double.infinity
      for _ in 0..<3 {
        let start = ContinuousClock.now
        let data = try readResponses(path: path)
        best = min(best, (ContinuousClock.now - start) / .seconds(1))
        #expect(data.responses.count == rows)
      }
      return best
    }
    let small = try seconds(2000)
    let large = try seconds(16_000)
    // Eight times the input: linear work is near 8, quadratic near 64.
    #expect(large < 24 * small + 0.05, "\(small) s, \(large) s")
  }
}
