import KDCommon
import KDData
import TestSupport
import Testing

/// All rows of `text` as "line number|id|item|label|text", or the refusal.
private func rows(
  _ text: [UInt8], _ format: DataFormat, columns: ColumnNames = ColumnNames(),
  needsLabel: Bool = false
) -> [String] {
  func string(_ bytes: ArraySlice<UInt8>?) -> String {
    bytes.map { String(decoding: $0, as: UTF8.self) } ?? "-"
  }
  var result: [String] = []
  func add(_ row: DataRow) {
    let text = row.isTooLong ? "too long" : string(row.text)
    let fields = [string(row.id), string(row.item), string(row.label), text]
    result.append("\(row.line) \(row.number)|" + fields.joined(separator: "|"))
  }
  var reader = RowReader(format, name: "f", columns: columns, needsLabel: needsLabel)
  do {
    let (count, failure) = text.withUnsafeBufferPointer { input -> (Int, DataError?) in
      var position = 0
      do throws(DataError) {
        while let row = try reader.next(input, at: &position) { add(row) }
        return (position, nil)
      } catch {
        return (position, error)
      }
    }
    if let failure { throw failure }
    #expect(count == text.count)
    if let row = try reader.finish() { add(row) }
  } catch {
    result.append("\(error)")
  }
  return result
}

private func rows(
  _ text: String, _ format: DataFormat = .csv, columns: ColumnNames = ColumnNames(),
  needsLabel: Bool = false
) -> [String] {
  rows(Array(text.utf8), format, columns: columns, needsLabel: needsLabel)
}

@Suite struct RowReaderTests {
  @Test func readsColumnsInAnyOrderAndIgnoresOthers() {
    #expect(
      rows("label,x,text,id,item\n1,y,hello,a,q\n\n2,y,there,,\n")
        == ["2 1|a|q|1|hello", "4 2|-|-|2|there"])
    #expect(rows("text\nhello\n\"\"\nyou") == ["2 1|-|-|-|hello", "3 2|-|-|-|", "4 3|-|-|-|you"])
    #expect(rows("id\ttext\n1\t\"a, b\n", .tsv) == ["2 1|1|-|-|\"a, b"])
  }

  @Test func readsGivenColumnNames() {
    let names = ColumnNames(id: "EssayId", item: "EssaySet", text: "EssayText", label: "Score1")
    #expect(
      rows("EssayId,EssaySet,Score1,EssayText\n9,1,2,hello\n", .csv, columns: names)
        == ["2 1|9|1|2|hello"])
    #expect(
      rows("EssayId,Score1,EssayText\n9,2,hello\n", .csv, columns: names)
        == [
          "f:1: no column \"EssaySet\", expected one of that name, or its name by --item-column, got \"EssayId\", \"Score1\", \"EssayText\""
        ])
  }

  @Test func readsPairsAndLines() {
    #expect(
      rows("q\thello\tyou\n\nhi\n\tx\n", .pairs)
        == ["1 1|-|q|-|hello\tyou", "2 2|-|-|-|", "3 3|-|-|-|hi", "4 4|-||-|x"])
    #expect(rows("a\r\n\r\nb,\"", .lines) == ["1 1|-|-|-|a", "2 2|-|-|-|", "3 3|-|-|-|b,\""])
  }

  @Test func readsJSONLines() {
    #expect(
      rows(
        #"{"id": 7, "text": "a\u00e9\n\ud83d\ude00\"", "label": 2.0, "x": [1, {}]}"# + "\n\n"
          + #"{"id":null,"item":"q","text":"é"}"#, .jsonl)
        == ["1 1|7|-|2.0|aé\n😀\"", "3 2|-|q|-|é"])
  }

  // A table: its rows are alike on purpose, each is one mistake and the whole line for it.
  @Test(arguments: [
    ("", DataFormat.csv, "f: empty file, expected a header with column \"text\""),
    ("\n\n", .csv, "f: empty file, expected a header with column \"text\""),
    (
      "id,label\n", .csv,
      "f:1: no column \"text\", expected one of that name, or its name by --text-column, got \"id\", \"label\""
    ),
    (
      "text\n", .csv,
      "f:1: no column \"label\", expected one of that name, or its name by --label-column, got \"text\""
    ),
    ("text,text,label\n", .csv, "f:1: column \"text\" is there twice"),
    ("text,label\na,b,c\n", .csv, "f:2: ragged row, expected 2 fields, got 3"),
    ("text,label\n\"a\n\",b\nc\n", .csv, "f:4: ragged row, expected 2 fields, got 1"),
    ("text,label\n\"a,b\n", .csv, "f:2: a quote is never closed"),
    (
      "text,label\n\"a\"b,c\n", .csv,
      "f:2: text after a closing quote, expected a delimiter or a line end"
    ),
    ("{\"text\": 1}", .jsonl, "f:1: no text, expected a string under key \"text\", got a number"),
    ("{\"t\": 1}", .jsonl, "f:1: no text, expected a string under key \"text\", got keys \"t\""),
    ("[]", .jsonl, "f:1: expected a JSON object, got an array"),
    ("{\"text\":\"a\",}", .jsonl, "f:1: not JSON at column 13: expected a key in quotes"),
    ("{\"text\":\"a\"} x", .jsonl, "f:1: not JSON at column 14: text after the value"),
    ("{\"text\":\"a", .jsonl, "f:1: not JSON at column 11: a string is never closed"),
    ("{\"text\":\"\\ud800\"}", .jsonl, "f:1: not JSON at column 16: lone surrogate"),
    (
      "{\"text\":\"a\",\"text\":\"b\"}", .jsonl,
      "f:1: not JSON at column 23: key \"text\" is there twice"
    ),
    (
      "{\"text\":\"a\",\"label\":true}", .jsonl,
      "f:1: wrong kind of value for \"label\", expected a string or a number, got a boolean"
    ),
    ("{\"text\":01}", .jsonl, "f:1: not JSON at column 10: expected a comma or }"),
  ])
  func refuses(_ text: String, _ format: DataFormat, _ expected: String) {
    #expect(rows(text, format, needsLabel: true).last == expected)
  }

  @Test func deepNestingIsRefusedNotFollowed() {
    let text = "{\"text\":" + String(repeating: "[", count: 500_000)
    #expect(rows(text, .jsonl) == ["f:1: not JSON at column 41: nested too deep"])
  }

  @Test func tooLongRowIsMarkedInEveryFormat() {
    let long = [UInt8](repeating: 0x61, count: 16 << 20)
    #expect(rows(long + Array("\nb\n".utf8), .lines) == ["1 1|-|-|-|too long", "2 2|-|-|-|b"])
    #expect(
      rows(Array("text\n".utf8) + long + Array("\nb\n".utf8), .csv)
        == ["2 1|-|-|-|too long", "3 2|-|-|-|b"])
    #expect(
      rows(long + Array("\n{\"text\":\"b\"}\n".utf8), .jsonl)
        == ["1 1|-|-|-|too long", "2 2|-|-|-|b"])
  }

  @Test func anyBytesGiveRowsOrOneLine() {
    var random = Random(seed: 3)
    let texts = [
      "text,label\n", "\"", ",", "\n", "\t", "{\"text\":", "}", "\\u", "0", "a", "e", "[",
    ]
    let pieces = texts.map { Array($0.utf8) } + [[0], [0xFF], [0xC3], [0xEF, 0xBB, 0xBF]]
    var refused = 0
    for _ in 0..<3000 {
      let bytes = (0..<random.below(30)).flatMap { _ in pieces[random.below(pieces.count)] }
      for format in DataFormat.allCases {
        let result = rows(bytes, format)
        #expect(result.allSatisfy { !$0.hasPrefix("f:") || !$0.contains("\n") })
        if result.last?.hasPrefix("f:") == true { refused += 1 }
      }
    }
    #expect(refused > 3000 && refused < 12_000)
  }
}
