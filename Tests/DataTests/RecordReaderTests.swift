import KDCommon
import KDData
import TestSupport
import Testing

/// Fields of all records of `text`, read in chunks of `chunk` bytes.
private func records(
  _ bytes: [UInt8], _ syntax: RecordSplitter.Syntax = .csv, chunk: Int = Int.max
) -> [(line: Int, fields: [String], fault: DelimitedRecord.Fault?)] {
  var reader = RecordSplitter(syntax)
  var result: [(line: Int, fields: [String], fault: DelimitedRecord.Fault?)] = []
  func add(_ record: DelimitedRecord) {
    let fields = (0..<record.count).map { String(decoding: record[$0], as: UTF8.self) }
    result.append((record.line, fields, record.fault))
  }
  bytes.withUnsafeBufferPointer { all in
    var start = 0
    while start < all.count {
      let end = start + min(chunk, all.count - start)
      let part = UnsafeBufferPointer(rebasing: all[start..<end])
      var position = 0
      while reader.next(part, at: &position) { add(reader.record) }
      start = end
    }
  }
  if reader.finish() { add(reader.record) }
  return result
}

@Suite struct RecordReaderTests {
  @Test func splitsCSVAsRFC4180Says() {
    let cases: [(String, [[String]])] = [
      ("", []),
      ("a", [["a"]]),
      ("a,b\n", [["a", "b"]]),
      ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
      ("a,\n,b\n", [["a", ""], ["", "b"]]),
      ("a,b,", [["a", "b", ""]]),
      ("\"a,b\",c\n", [["a,b", "c"]]),
      ("\"a\"\"b\",\"\"\"\"\n", [["a\"b", "\""]]),
      ("\"one\ntwo\r\nthree\",x\n", [["one\ntwo\r\nthree", "x"]]),
      ("\"a\"\r\n\"b\"", [["a"], ["b"]]),
      ("\"a\"\r", [["a"]]),
      ("5\" pipe,b\n", [["5\" pipe", "b"]]),
      ("a\rb,c\n", [["a\rb", "c"]]),
      ("a\r", [["a"]]),
      ("\n\na\n", [[""], [""], ["a"]]),
      ("\"\"\n", [[""]]),
      ("\u{FEFF}a,b\n", [["a", "b"]]),
      ("\u{FEFF}\"a\",b\n", [["a", "b"]]),
    ]
    for (text, expected) in cases {
      let found = records(Array(text.utf8))
      #expect(found.map(\.fields) == expected, "\(text.debugDescription)")
      #expect(found.allSatisfy { $0.fault == nil }, "\(text.debugDescription)")
    }
    #expect(cases.count == 18)
  }

  @Test func splitsTabsPairsAndLines() {
    #expect(records(Array("a\t\"b\"\tc\r\n".utf8), .tsv).map(\.fields) == [["a", "\"b\"", "c"]])
    #expect(records(Array("1\tx\ty\nz\n".utf8), .pairs).map(\.fields) == [["1", "x\ty"], ["z"]])
    let lines = records(Array("a,b\t\"c\n\nd".utf8), .lines)
    #expect(lines.map(\.fields) == [["a,b\t\"c"], [""], ["d"]])
  }

  @Test func keepsLineNumbersOverQuotedLineEnds() {
    let found = records(Array("a\n\"b\nc\r\nd\",\"e\n\"\nf\n\ng".utf8))
    #expect(found.map(\.line) == [1, 2, 6, 7, 8])
  }

  @Test func knowsAnEmptyLineFromAnEmptyField() {
    var reader = RecordSplitter(.csv)
    let bytes = Array("\n\"\"\n,\n".utf8)
    var blank: [Bool] = []
    bytes.withUnsafeBufferPointer { input in
      var position = 0
      while reader.next(input, at: &position) { blank.append(reader.record.isBlank) }
    }
    #expect(blank == [true, false, false])
  }

  @Test func marksFaults() {
    #expect(records(Array("a,\"b\nc,d\n".utf8)).map(\.fault) == [.unterminatedQuote])
    #expect(records(Array("\"a\"b,c\nd\n".utf8)).map(\.fault) == [.textAfterQuote, nil])
    #expect(records(Array("\"a\"\rb\n".utf8)).map(\.fault) == [.textAfterQuote])
  }

  @Test func longRecordIsMarkedAndTheNextIsRead() {
    let limit = RecordSplitter.maximumByteCount
    for (length, fault) in [
      (limit, nil), (limit + 1, DelimitedRecord.Fault.tooLong), (16 << 20, .tooLong),
    ] {
      let text = [UInt8](repeating: 0x61, count: length) + Array("\nb\n".utf8)
      let found = records(text, .csv, chunk: 60_000)
      #expect(found.map(\.fault) == [fault, nil])
      #expect(found.map(\.line) == [1, 2])
      #expect(found[0].fields[0].utf8.count <= limit)
      #expect(found[1].fields == ["b"])
    }
    // Commas alone must not fill the memory either.
    let commas = records([UInt8](repeating: 0x2C, count: 8 << 20))
    #expect(commas.map(\.fault) == [.tooLong])
    #expect(commas[0].fields.count <= limit + 2)
  }

  @Test func everyCutOfTheStreamGivesTheSameRecords() {
    var random = Random(seed: 7)
    let alphabet = Array("ab,\"\"\"\r\n\n\t ".utf8) + [0xEF, 0xBB, 0xBF, 0xFF, 0]
    var compared = 0
    for round in 0..<400 {
      var bytes = (0..<random.below(60)).map { _ in alphabet[random.below(alphabet.count)] }
      if round % 4 == 0 { bytes = [0xEF, 0xBB, 0xBF] + bytes }
      for syntax in [RecordSplitter.Syntax.csv, .tsv, .pairs, .lines] {
        let whole = records(bytes, syntax)
        for chunk in [1, 2, 3, 7] {
          let cut = records(bytes, syntax, chunk: chunk)
          #expect(cut.map(\.fields) == whole.map(\.fields))
          #expect(cut.map(\.line) == whole.map(\.line))
          #expect(cut.map(\.fault) == whole.map(\.fault))
          compared += 1
        }
      }
    }
    #expect(compared == 6400)
  }

  @Test func readsBackWhatAWriterWrote() {
    var random = Random(seed: 11)
    let pieces = ["a", "Ünï", ",", "\"", "\n", "\r\n", "\r", " ", "😀", "\t", "x y"]
    var fieldsRead = 0
    for _ in 0..<500 {
      let columns = 2 + random.below(4)
      let rows = (0..<random.below(6)).map { _ in
        (0..<columns).map { _ in
          (0..<random.below(5)).map { _ in pieces[random.below(pieces.count)] }.joined()
        }
      }
      let lineEnd = random.below(2) == 0 ? "\n" : "\r\n"
      let lines = rows.map { row in row.map { csvField($0, &random) }.joined(separator: ",") }
      let text = lines.map { $0 + lineEnd }.joined()
      #expect(records(Array(text.utf8)).map(\.fields) == rows)
      fieldsRead += rows.count * columns
    }
    #expect(fieldsRead > 2000)
  }
}

/// A field as a CSV writer writes it; quotes also some that need none.
private func csvField(_ field: String, _ random: inout Random) -> String {
  let needsQuotes = field.utf8.contains { ",\"\r\n".utf8.contains($0) }
  guard needsQuotes || random.below(3) == 0 else { return field }
  return "\""
    + field.split(separator: "\"", omittingEmptySubsequences: false)
    .joined(separator: "\"\"") + "\""
}
