import Foundation
import KDCommon
import KDData
import TestSupport
import Testing

/// One sheet in the forms in which programs write it: all are the same responses.
@Suite struct DialectTests {
  /// The sheet, `café` and `−5 €` in it so that encodings differ.
  private static let rows = [
    ["r1", "q1", "the café, it \"floats\"", "2"], ["r2", "q1", "two\nlines; and a half", "0"],
    ["r3", "q2", "naïve – 5 €", "1"],
  ]

  private static func table(
    _ delimiter: String, head: [String] = ["id", "item", "text", "label"], end: String = "\n",
    quotes: (String) -> Bool = { $0.contains { ",;\t\"\n".contains($0) } }
  ) -> String {
    ([head] + rows).map { cells in
      cells.map { cell in
        quotes(cell) ? "\"\(cell.replacingOccurrences(of: "\"", with: "\"\""))\"" : cell
      }.joined(separator: delimiter)
    }.joined(separator: end) + end
  }

  private static func utf16(_ text: String, isBig: Bool) -> [UInt8] {
    text.utf16.flatMap {
      isBig ? [UInt8($0 >> 8), UInt8($0 & 255)] : [UInt8($0 & 255), UInt8($0 >> 8)]
    }
  }

  private static func windows1252(_ text: String) -> [UInt8] {
    Array(text.data(using: .windowsCP1252)!)
  }

  /// Name of the file, its bytes, and what is said of the reading.
  static let forms: [(name: String, bytes: [UInt8], reading: String)] = [
    ("plain.csv", Array(table(",").utf8), ""),
    ("mark.csv", [0xEF, 0xBB, 0xBF] + Array(table(",", end: "\r\n").utf8), ""),
    ("quoted.csv", Array(table(",", quotes: { _ in true }).utf8), ""),
    ("semicolon.csv", Array(table(";").utf8), "semicolons between fields"),
    ("bar.csv", Array(table("|").utf8), "\"|\" between fields"),
    (
      "sep.csv", Array(("sep=;\r\n" + table(";", end: "\r\n")).utf8),
      "semicolons between fields, columns named on line 2"
    ),
    ("tabs.csv", Array(table("\t").utf8), "tabs between fields and quotes"),
    ("tabs.tsv", Array(table("\t").utf8), "tabs between fields and quotes"),
    (
      "little.txt", [0xFF, 0xFE] + utf16(table("\t"), isBig: false),
      "UTF-16, tabs between fields and quotes"
    ),
    ("big.csv", utf16(table(","), isBig: true), "UTF-16"),
    ("ansi.csv", windows1252(table(";")), "Windows-1252, semicolons between fields"),
    (
      "title.csv", Array(("Grades of class 7,,,\n\n" + table(",")).utf8),
      "columns named on line 3"
    ),
    (
      "carriage.csv",
      Array(table(",").replacingOccurrences(of: "\n", with: "\r").utf8),
      "lines ended by carriage returns"
    ),
    (
      "names.csv", Array(table(",", head: ["ID ", "Item", "\u{FEFF}TEXT", "La-bel"]).utf8),
      "id from \"ID \", item from \"Item\", text from \"\\u{feff}TEXT\", label from \"La-bel\""
    ),
  ]

  private func read(
    _ name: String, _ bytes: [UInt8], _ change: (inout ReadOptions) -> Void = { _ in }
  ) throws -> DataSet {
    var options = ReadOptions()
    change(&options)
    return try parseResponses(bytes, path: name, options: options)
  }

  @Test(arguments: forms.indices)
  func everyFormOfASheetIsTheSameResponses(_ index: Int) throws {
    let form = Self.forms[index]
    let data = try read(form.name, form.bytes)
    let expected = Self.rows.map {
      Response(id: $0[0], item: $0[1], text: $0[2], label: $0[3])
    }
    #expect(data.responses == expected, "\(form.name)")
    #expect(
      data.notes == (form.reading.isEmpty ? [] : ["\(form.name): read with \(form.reading)"]))
  }

  /// As programs print JSON: an array, or objects over many lines.
  @Test(arguments: ["d.json", "d.jsonl", "d.txt"])
  func objectsOfJSONNeedNotEachStandOnALine(_ name: String) throws {
    let objects = Self.rows.map { row in
      "  {\n \"id\": \"\(row[0])\", \"item\": \"\(row[1])\",\r\n \"text\": \(quotedJSON(row[2])),"
        + " \"label\": \(row[3])\n}"
    }
    let expected = Self.rows.map {
      Response(id: $0[0], item: $0[1], text: $0[2], label: $0[3])
    }
    for text in [
      "[\n" + objects.joined(separator: ",\n") + "\n]\n", objects.joined(separator: "\n"),
    ] {
      let data = try read(name, Array(text.utf8))
      #expect(data.responses == expected)
      #expect(data.notes == ["\(name): read with JSON objects that do not each stand on a line"])
    }
    let cut = "[" + objects[0] + ",\n{\"id\": 2}, and more"
    #expect {
      try read(name, Array(cut.utf8))
    } throws: {
      "\($0)".contains("no JSON objects only, expected objects, or one array of them")
    }
  }

  @Test func aColumnMayBeNamedByAQuestion() throws {
    let text =
      "Timestamp,Email,Why does it float? (2 points),Score\n"
      + "2026/03/01,a@b.c,it is light,2\n2026/03/02,d@e.f,\"wood, I think\",0\n"
    let data = try read("forms.csv", Array(text.utf8)) {
      $0.columns.text = "Why does it float? (2 points)"
      $0.columns.label = "score"
    }
    #expect(data.responses.map(\.text) == ["it is light", "wood, I think"])
    #expect(data.responses.map(\.label) == ["2", "0"])
    #expect(!data.hasIDs)
  }

  @Test func aMissingColumnIsToldWithThoseThatAreThere() {
    let text = "Name;Antwort;Punkte\nA;weil es leicht ist;2\n"
    #expect {
      try read("d.csv", Array(text.utf8))
    } throws: {
      "\($0)" == "d.csv:1: no column \"text\", expected one of that name, or its name by "
        + "--text-column, got \"Name\", \"Antwort\", \"Punkte\""
    }
  }

  @Test func whatIsSaidGoesBeforeWhatIsSeen() throws {
    let text = "text;label,text\nx;1,y\nz;2,w\n"
    func texts(_ delimiter: UInt8) throws -> [String] {
      try read("d.csv", Array(text.utf8)) {
        $0.hints.delimiter = delimiter
        $0.needsLabels = false
        $0.allowsUnlabelled = true
      }.responses.map(\.text)
    }
    #expect(try texts(UInt8(ascii: ";")) == ["x", "z"])
    #expect(try texts(UInt8(ascii: ",")) == ["y", "w"])
  }

  @Test func shortRowsLackTheirLastCellsOnly() throws {
    let text = "id,text,label,x,y\na,one,1\nb,two,2,,\nc,three,1,7,8,,\n"
    let data = try read("d.csv", Array(text.utf8))
    #expect(data.responses.map(\.label) == ["1", "2", "1"])
    #expect {
      try read("d.csv", Array("id,x,text,label\na,b\n".utf8))
    } throws: {
      "\($0)" == "d.csv:2: ragged row, expected 4 fields, got 2"
    }
  }

  /// A line of a message is that of the file, whatever its form.
  @Test func linesAreThoseOfTheFile() throws {
    let text = "A title\n\nid;text;label\na;\"one\n1\";1\nb;two;1\nb;three;1\n"
    #expect {
      try read("d.csv", Array(text.utf8))
    } throws: {
      "\($0)" == "d.csv:7: id \"b\" is there twice, first on line 6"
    }
  }

  /// Whatever the bytes: responses or one line, never a trap.
  @Test func anyBytesGiveResponsesOrOneLine() throws {
    var random = SplitMix64(seed: 12)
    let alphabet: [UInt8] = Array(",;\t|\"\n\r {}[]=aé2".utf8) + [0, 0xFF, 0xFE, 0x80, 0xD8]
    for round in 0..<3000 {
      var bytes = round % 3 == 0 ? Self.forms[round % Self.forms.count].bytes : []
      for _ in 0..<(1 + Int(random.next() % 60)) {
        let byte = alphabet[Int(random.next() % UInt64(alphabet.count))]
        let place = bytes.isEmpty ? 0 : Int(random.next() % UInt64(bytes.count))
        if random.next() % 2 == 0 { bytes.insert(byte, at: place) } else { bytes.append(byte) }
      }
      do {
        _ = try read("d.csv", bytes)
      } catch {
        #expect(!"\(error)".contains("\n"), "\(error)")
      }
    }
  }
}
