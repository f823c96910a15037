import KDCommon
import KDData
import TestSupport
import Testing

/// Bytes that come `chunk` at a time, and after each of which nothing may wait.
private struct Chunks: ByteInput {
  let bytes: [UInt8]
  let chunk: Int
  var isSlow = false
  var position = 0

  mutating func read(into memory: UnsafeMutablePointer<UInt8>, count: Int) throws(Never) -> Int {
    let taken = min(chunk, count, bytes.count - position)
    for index in 0..<taken { memory[index] = bytes[position + index] }
    position += taken
    return taken
  }

  func hasMore() -> Bool { !isSlow }
}

/// All rows as "id|item|text", with the refusal last, read in blocks.
private func blockRows(
  _ input: Chunks, _ format: DataFormat, columns: ColumnNames = ColumnNames(), block size: Int
) -> [String] {
  var result: [String] = []
  var reader = BlockReader(input, hasQuotes: format == .csv, blockByteCount: size)
  var header = RowReader(format, name: "f", columns: columns)
  var (hasHeader, lines) = (false, 0)
  var rows: [RowOffsets] = []
  do throws(DataError) {
    while let block = reader.next(mayWait: true, spare: ByteBlock()) {
      if !hasHeader { hasHeader = try header.readHeader(block) }
      var parser = BlockParser(header)
      let lineCount = block.countLines()
      if hasHeader {
        let fault = parser.parse(block, into: &rows)
        result += rows.map { text($0, block) }
        if let fault { throw fault.moved(by: lines) }
      }
      lines += lineCount
    }
    if !hasHeader { _ = try header.finish() }
  } catch { result.append("\(error)") }
  return result
}

private func text(_ row: RowOffsets, _ block: ByteBlock) -> String {
  func string(_ range: Range<Int>) -> String {
    if range == RowOffsets.none { return "-" }
    return String(
      decoding: UnsafeBufferPointer(start: block.memory + range.lowerBound, count: range.count),
      as: UTF8.self)
  }
  let text = row.isTooLong ? "too long" : string(row.text)
  return "\(string(row.id))|\(string(row.item))|\(text)"
}

/// The same rows, read by `RowReader` as one stream; lines are cut here.
private func streamRows(
  _ bytes: [UInt8], _ format: DataFormat, columns: ColumnNames = ColumnNames()
) -> [String] {
  func string(_ bytes: ArraySlice<UInt8>?) -> String {
    bytes.map { String(decoding: $0, as: UTF8.self) } ?? "-"
  }
  if format == .lines || format == .pairs {
    let isMarked = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    var lines = bytes.dropFirst(isMarked ? 3 : 0)
      .split(separator: 10, omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { line in
      guard format == .pairs, let tab = line.firstIndex(of: 9) else { return "-|-|\(string(line))" }
      return "-|\(string(line[..<tab]))|\(string(line[(tab + 1)...]))"
    }
  }
  var result: [String] = []
  var reader = RowReader(format, name: "f", columns: columns)
  func add(_ row: DataRow) {
    let text = row.isTooLong ? "too long" : string(row.text)
    result.append("\(string(row.id))|\(string(row.item))|\(text)")
  }
  bytes.withUnsafeBufferPointer { input in
    do throws(DataError) {
      var position = 0
      while let row = try reader.next(input, at: &position) { add(row) }
      if let row = try reader.finish() { add(row) }
    } catch { result.append("\(error)") }
  }
  return result
}

@Suite struct BlockReaderTests {
  private static let samples: [(DataFormat, String)] = [
    (.lines, "one\r\ntwo,\"\n\n\tthree\nfour"),
    (.pairs, "q\tone\ttwo\n\nthree\n\tfour\nq\t"),
    (
      .csv,
      "\r\nid,item,x,text\r\n1,q,,\"a\nb\"\n\n\"2\",\"\",\"\"\"\",\"c\"\"d\r\n\n\"\r\n"
        + ",q,5\" pipe,\"\"\n\"\n\",,\"\n\"\"\n\",e\n3,\"q,\",\"\",last"
    ),
    (.csv, "text\n\"a\n\n\nb\"\nc\nd,e\n"),
    (.csv, "text\na\n\n\"b\n\n\"x\nc\n"),
    (.csv, "id,text\n1,\"a\n\"\n2,\"never\nclosed\n\nhere\n"),
    (.csv, "\n\n"), (.csv, "id,text"), (.csv, "\n\nid,label\n1,a\n"),
    (
      .jsonl,
      "{\"id\":7,\"text\":\"a\\u00e9\\n\"}\r\n\n"
        + "{ \"text\" : \"é\\ud83d\\ude00\", \"id\" : \"\\\"x\" }\n"
        + "{\"x\":[1,{}],\"text\":\"b\",\"item\":null}\n{\"label\":-1.5e3,\"text\":\"\"}\n\n{\"text\":1}\n"
    ),
    (.jsonl, "{\"text\":\"a\"}\n\n{\"text\":\"b\",\"text\":\"c\"}\n"),
  ]

  /// A block may end at every byte; what waits may end there too.
  @Test(arguments: samples)
  func everyBlockSizeGivesTheSameRows(_ format: DataFormat, _ sample: String) {
    for mark in [[], [0xEF, 0xBB, 0xBF], [0xEF, 0xBB]] as [[UInt8]] {
      let bytes = mark + Array(sample.utf8)
      let expected = streamRows(bytes, format)
      #expect(!expected.isEmpty || sample == "id,text")
      for size in 1...(bytes.count + 1) {
        for input in [
          Chunks(bytes: bytes, chunk: Int.max), Chunks(bytes: bytes, chunk: size, isSlow: true),
          Chunks(bytes: bytes, chunk: 1),
        ] {
          let found = blockRows(input, format, block: size)
          #expect(found == expected, "blocks of \(size), chunks of \(input.chunk)")
        }
      }
    }
  }

  @Test func randomBytesGiveTheRowsOfTheStream() {
    var random = Random(seed: 5)
    let table = ["a", "\"", "\"\"", ",", ",\"", "\",", "\n", "\"\n", "\r\n", "\r", "é", " "]
    let object = [
      "{\"text\":\"", "\"}\n", "\"", ",", ":", "\\", "\\u0041", "\\n", "\\ud800", "\"id\":", "1",
      "-", "0", ".5", "e9", "null", "true", "\"item\":\"", "\",\"x\":", "\",\"label\":", "é", " ",
      "\r\n",
      "{", "}", "\\\"",
    ]
    let raw: [[UInt8]] = [[0], [0xFF], [0xC3], [0x7F]]
    var (compared, refused) = (0, 0)
    for _ in 0..<4000 {
      for (format, pieces) in [
        (DataFormat.csv, table), (.jsonl, object), (.lines, table), (.pairs, table + ["\t"]),
      ] {
        let all = pieces.map { Array($0.utf8) } + raw
        var bytes = (0..<random.below(30)).flatMap { _ in all[random.below(all.count)] }
        if format == .csv { bytes = Array("id,text\n".utf8) + bytes }
        if format == .jsonl && random.below(2) == 0 {
          // Most of it well-formed, so that values are reached.
          bytes = Array("{\"id\":".utf8) + bytes + Array(",\"text\":\"t\"}\n".utf8)
        }
        let expected = streamRows(bytes, format)
        let size = 1 + random.below(40)
        let found = blockRows(Chunks(bytes: bytes, chunk: Int.max), format, block: size)
        #expect(found == expected, "\(String(decoding: bytes, as: UTF8.self).debugDescription)")
        compared += 1
        if expected.last?.hasPrefix("f:") == true { refused += 1 }
      }
    }
    #expect(compared == 16_000)
    #expect(refused > 2000 && refused < 12_000, "\(refused)")
  }

  @Test func wellFormedObjectsAreReadAsTheParserReadsThem() {
    var random = Random(seed: 9)
    let values = [
      "\"\"", "\"a b\"", "\"\\u00e9\\t\\/\"", "\"é\\\\\"", "12", "-0.5e+7", "null", "true", "[1]",
      "\"\\ud83d\\ude00\"", "\"\u{7f}\"", "0", "NaN",
    ]
    let keys = ["id", "item", "text", "label", "x", "text2", "", "é", "\\u0069d"]
    var accepted = 0
    for _ in 0..<5000 {
      var members = (0..<random.below(6)).map { _ in
        "\"\(keys[random.below(keys.count)])\":\(values[random.below(values.count)])"
      }
      members.insert("\"text\": \(values[random.below(4)])", at: random.below(members.count + 1))
      let bytes = Array("{\(members.joined(separator: " , "))}".utf8)
      let expected = streamRows(bytes, .jsonl)
      let found = blockRows(Chunks(bytes: bytes, chunk: 50), .jsonl, block: 64)
      #expect(found == expected, "\(members)")
      if expected.last?.hasPrefix("f:") == false { accepted += 1 }
    }
    #expect(accepted > 1000, "\(accepted)")
  }

  /// Two columns may be the same field, whose quotes and escapes are taken off once.
  @Test func columnsMayShareAField() {
    let columns = ColumnNames(id: "text")
    for (format, sample) in [
      (DataFormat.csv, "text,x\n\"a\"\"\"\"b\",\n"), (.jsonl, "{\"text\":\"a\\\\\\\\nb\"}\n"),
    ] {
      let bytes = Array(sample.utf8)
      let found = blockRows(
        Chunks(bytes: bytes, chunk: 99), format, columns: columns, block: 1 << 16)
      #expect(found == streamRows(bytes, format, columns: columns))
      #expect(found.count == 1)
    }
  }

  /// Records around 1 MiB, and far beyond, between others; line feeds in them are counted.
  @Test func longRecordsAreCut() {
    func run(_ byte: String, _ count: Int) -> String { String(repeating: byte, count: count) }
    let limit = BlockParser.maximumLineByteCount
    let feeds = run("word \n", 400_000)
    let samples: [(DataFormat, String, String)] = [
      (.lines, run("a", limit) + "\n" + run("b", limit + 1) + "\nc\n", "-|-|c"),
      (.lines, "a\n" + run("b", 3 * limit), "-|-|too long"),
      (.csv, "text\na\n\"\(feeds)\"\nb\nc,d\n", "f:400005: ragged row, expected 1 fields, got 2"),
      (.csv, "text\na\n\"\(feeds)\n\"\"\",\"x\"\nb\n", "-|-|b"),
      (.csv, "text\na\n\"\(feeds)", "f:3: a quote is never closed"),
      (.csv, "text\na\n\"\(feeds)\"", "-|-|too long"),
      (
        .csv, "text\n\"a\"b\(run("c", 3 * limit))\n",
        "f:2: text after a closing quote, expected a delimiter or a line end"
      ),
      (
        .csv, "text\(run(" ", 3 * limit))\na\n",
        "f:1: row too long, expected at most 1048576 bytes"
      ),
      (.jsonl, "{\"text\":\"\(run("a ", limit))\"}\n{\"text\":\"b\"}", "-|-|b"),
      (
        .jsonl, "\n{\"text\":\"\(run("a", 1_048_566))\"}\n[]\n",
        "f:3: expected a JSON object, got an array"
      ),
    ]
    for (format, sample, last) in samples {
      let bytes = Array(sample.utf8)
      for chunk in [1 << 16, 50_001] {
        let found = blockRows(Chunks(bytes: bytes, chunk: chunk), format, block: 1 << 16)
        #expect(found.last == last)
        guard format != .lines else { continue }
        #expect(found == streamRows(bytes, format))
      }
    }
  }

  /// A line is handed out before the next comes, and a part of one never.
  @Test func whatWaitsIsHandedOutInWholeRecords() {
    let input = Chunks(bytes: Array("one\ntwo\n\"th".utf8), chunk: 5, isSlow: true)
    var reader = BlockReader(input, hasQuotes: true)
    func text(_ block: ByteBlock?) -> String? {
      block.map {
        String(decoding: UnsafeBufferPointer(start: $0.memory, count: $0.count), as: UTF8.self)
      }
    }
    #expect(text(reader.next(mayWait: false, spare: ByteBlock())) == nil)
    #expect(text(reader.next(mayWait: true, spare: ByteBlock())) == "one\n")
    #expect(text(reader.next(mayWait: false, spare: ByteBlock())) == nil)
    #expect(text(reader.next(mayWait: true, spare: ByteBlock())) == "two\n")
    #expect(text(reader.next(mayWait: true, spare: ByteBlock())) == "\"th")
    #expect(text(reader.next(mayWait: true, spare: ByteBlock())) == nil)
    #expect(reader.byteCount == 11)
  }
}
