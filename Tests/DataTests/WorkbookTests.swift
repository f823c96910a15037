import Foundation
import KDCommon
import KDData
import TestSupport
import Testing

private func fixture(_ name: String) throws -> [UInt8] {
  try Repository.bytes("Tests/DataTests/Fixtures/\(name)")
}

/// The rows of a workbook's first sheet, as `number: a|b|c`.
private func rows(_ bytes: [UInt8]) throws(DataError) -> [String] {
  let workbook = try Workbook(bytes, path: "w")
  return try workbook.rows(of: workbook.sheet(nil)).map {
    "\($0.number): " + $0.cells.joined(separator: "|")
  }
}

/// The line that refuses a workbook.
private func refusal(_ bytes: [UInt8]) -> String? {
  do throws(DataError) {
    _ = try rows(bytes)
    return nil
  } catch {
    return error.description
  }
}

@Suite struct WorkbookTests {
  /// Rows as the program that wrote the workbook was given them.
  @Test(arguments: ["openpyxl", "streamed", "xlsxwriter", "inline", "mac1904"])
  func readsWhatAnotherProgramWrote(_ name: String) throws {
    let data = Data(try fixture("\(name).json"))
    let sheets = try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]])
    let workbook = try Workbook(fixture("\(name).xlsx"), path: "w")
    #expect(workbook.sheetNames == sheets.map { $0["name"] as? String })
    #expect(workbook.sheets.map(\.isVisible) == sheets.map { $0["visible"] as? Bool })
    for (index, sheet) in sheets.enumerated() {
      guard let expected = sheet["rows"] as? [[Any]] else {
        #expect(throws: DataError.self) { try workbook.rows(of: index) }
        continue
      }
      let found = try workbook.rows(of: index)
      #expect(found.map(\.number) == expected.map { $0[0] as? Int })
      for (row, cells) in zip(found, expected) {
        var texts: [Int: String] = [:]
        for cell in cells[1] as! [[Any]] { texts[cell[0] as! Int] = cell[1] as? String }
        #expect(row.cells == (1...texts.keys.max()!).map { texts[$0] ?? "" }, "row \(row.number)")
      }
    }
  }

  @Test func readsEveryTypeOfCell() throws {
    let book = storedWorkbook(
      rows: """
        <row r="2"><c r="B2" t="s"><v>1</v></c><c r="D2" t="s"><v>0</v></c></row>
        <row><c><v>2.0</v></c><c t="n"><v> 7 </v></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c></row>
        <row/><row><c s="1"/><c t="str"><f>A1</f><v></v></c></row>
        <row r="9"><c t="inlineStr"><is><r><t>a</t></r><rPh><t>no</t></rPh><r><t>b</t></r></is></c>
        <c t="d"><v>2024-01-02T00:00:00</v></c><c t="d"><v>2024-01-02T03:04:05</v></c>
        <c s="1"><v>45292</v></c><c s="2"><v>45292</v></c><c s="3"><v>45292</v></c><c t="str"><v>x_x0041_</v></c></row>
        """,
      strings: """
        <si><t>zero</t></si>
        <si><r><rPr><b/></rPr><t xml:space="preserve"> o</t></r><r><t>n&amp;e</t></r>
        <rPh sb="0" eb="1"><t>phonetic</t></rPh><phoneticPr fontId="1"/></si>
        """,
      styles: """
        <numFmts><numFmt numFmtId="165" formatCode="0.00&quot;d&quot;"/></numFmts>
        <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
        <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="165"/></cellXfs>
        """)
    #expect(
      try rows(book) == [
        "2: | on&e||zero", "3: 2|7|TRUE|#N/A",
        "9: ab|2024-01-02|2024-01-02 03:04:05|2024-01-01|45292|45292|xA",
      ])
  }

  @Test func aNoteBesideTheTableIsNoReasonToRefuseIt() throws {
    let book = storedWorkbook(
      rows: """
        <row r="1"><c t="str"><v>text</v></c><c t="str"><v>label</v></c></row>
        <row r="2"><c t="str"><v>wood</v></c><c><v>1</v></c><c/><c t="str"><v>ask her</v></c></row>
        <row r="3"><c t="str"><v>clay</v></c><c><v>2</v></c></row>
        """)
    let data = try parseResponses(book, path: "w.xlsx")
    #expect(data.responses.map(\.text) == ["wood", "clay"])
    #expect(data.responses.map(\.label) == ["1", "2"])
  }

  @Test func findsPartsWhereverTheyAre() throws {
    let sheet =
      "<x:worksheet><x:sheetData><x:row><x:c><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>"
    let book = storedZip([
      (
        "_rels/.rels",
        Array(
          "<Relationships><Relationship Id='a' Type='http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument' Target='/xl/workbook2.xml'/></Relationships>"
            .utf8)
      ),
      (
        "XL\\Workbook2.xml",
        Array("<workbook><sheets><sheet name='S' r:id='q'/></sheets></workbook>".utf8)
      ),
      (
        "xl/_rels/workbook2.xml.rels",
        Array(
          "<Relationships><Relationship Target='./a/../s.xml' Type='t/worksheet' Id='q'/></Relationships>"
            .utf8)
      ),
      ("xl/s.xml", Array(sheet.utf8)),
    ])
    #expect(try rows(book) == ["1: 5"])
  }

  @Test func aSheetIsChosenByNameOrNumber() throws {
    let workbook = try Workbook(fixture("openpyxl.xlsx"), path: "w")
    #expect(try workbook.sheet(nil) == 0)
    #expect(try workbook.sheet("Dates") == 2)
    #expect(try workbook.sheet("hidden") == 1)
    #expect(try workbook.sheet("5") == 4)
    for wish in ["0", "6", "Nothing", ""] {
      let error = #expect(throws: DataError.self) { try workbook.sheet(wish) }
      #expect(
        error?.description
          == "w: no sheet \"\(wish)\", expected \"Answers & more\", \"Hidden\", \"Dates\", \"Chart\", \"Empty\""
      )
    }
  }

  @Test func refusesWithTheCellAndTheReason() {
    let cases = [
      (
        "<row r='5'><c r='B5' t='s'><v>3</v></c></row>",
        "w:5: sheet \"One\", cell B5: shared string \"3\", there are 0"
      ),
      (
        "<row r='5'><c r='C5'><f>A1</f></c></row>",
        "w:5: sheet \"One\", cell C5: a formula without its result: open the workbook in Excel or LibreOffice and save it"
      ),
      ("<row r='5'/><row r='5'/>", "w:5: sheet \"One\": row 5 behind row 5"),
      ("<row r='1048577'/>", "w: sheet \"One\": row \"1048577\", expected 1 to 1048576"),
      (
        "<row r='99999999999999999999'/>",
        "w: sheet \"One\": row \"99999999999999999999\", expected 1 to 1048576"
      ),
      (
        "<row r='1'><c r='XFE1'/></row>",
        "w:1: sheet \"One\": a cell at \"XFE1\", expected A1 to XFD1048576"
      ),
      ("<row r='1'><c r='B2'/></row>", "w:1: sheet \"One\": cell \"B2\" out of order in row 1"),
      (
        "<row r='1'><c r='B1'/><c r='A1'/></row>",
        "w:1: sheet \"One\", cell B1: cell \"A1\" out of order in row 1"
      ),
      (
        "<row r='1'><c t='q'><v>1</v></c></row>",
        "w:1: sheet \"One\", cell A1: cells of type \"q\" are unknown"
      ),
      ("<row r='1'><c><v>1</c></row>", "w:1: sheet \"One\", cell A1: an end tag without its start"),
    ]
    for (text, expected) in cases { #expect(refusal(storedWorkbook(rows: text)) == expected) }
  }

  @Test func readsTheLastCellThereIs() throws {
    let book = storedWorkbook(rows: "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>")
    let found = try Workbook(book, path: "w").rows(of: 0)
    #expect(found.map(\.number) == [1_048_576])
    #expect(found.first?.cells.count == 16_384 && found.first?.cells.last == "1")
  }

  @Test func refusesRowsThatWouldFillTheMemory() {
    // Each row takes 70 bytes of the file and 16,384 cells.
    let wide = (1...600).map { "<row r='\($0)'><c r='XFD\($0)'><v>1</v></c></row>" }.joined()
    #expect(
      refusal(storedWorkbook(rows: wide)) == "w:513: sheet \"One\", cell XFD513: too many cells")
    let long = "<si><t>\(String(repeating: "x", count: 1 << 20))</t></si>"
    let many = (1...1000).map { "<row r='\($0)'><c t='s'><v>0</v></c></row>" }.joined()
    #expect(
      refusal(storedWorkbook(rows: many, strings: long))
        == "w:257: sheet \"One\", cell A257: too much text")
    let tooLong = "<si><t>x\(String(repeating: "x", count: 1 << 20))</t></si>"
    #expect(
      refusal(storedWorkbook(rows: "", strings: tooLong))?.contains("more than 1048576 bytes")
        == true)
  }

  @Test(.enabled(if: isOptimized, "a million cells"))
  func aMillionReferencesToOneStringAreRows() throws {
    let cells = String(repeating: "<c t='s'><v>0</v></c>", count: 100)
    let many = String(repeating: "<row>\(cells)</row>", count: 10_000)
    let found = try Workbook(storedWorkbook(rows: many, strings: "<si><t>same</t></si>"), path: "w")
      .rows(of: 0)
    #expect(
      found.count == 10_000
        && found.allSatisfy { $0.cells == [String](repeating: "same", count: 100) })
  }

  /// Any damage gives rows or one line.
  @Test(arguments: ["openpyxl", "xlsxwriter", "inline", "streamed"])
  func damagedWorkbooksNeverTrap(_ name: String) throws {
    let bytes = try fixture("\(name).xlsx")
    var random = Random(seed: 29)
    var refused = 0
    for round in 0..<1500 {
      var damaged = bytes
      for _ in 0...random.below(4) {
        // The directory and the headers are where damage goes furthest.
        let place =
          round % 2 == 0 ? random.below(bytes.count) : bytes.count - 1 - random.below(1200)
        damaged[place] = random.below(3) == 0 ? 0xFF : UInt8(truncatingIfNeeded: random.next())
      }
      if round % 10 == 0 { damaged.removeLast(random.below(bytes.count)) }
      if let line = refusal(damaged) {
        refused += 1
        #expect(!line.contains("\n") && line.hasPrefix("w"))
      }
    }
    #expect(refused > 700)
  }

  /// Damage that no checksum finds.
  @Test func damagedXMLNeverTraps() throws {
    let text = try String(decoding: Repository.bytes("Tests/Fuzz/Seeds/parts.xml"), as: UTF8.self)
    let parts = text.components(separatedBy: "====\n")
    try #require(parts.count == 5)
    func book(_ parts: [String]) -> [UInt8] {
      storedWorkbook(
        sheet: parts[0], strings: parts[1], styles: parts[2], list: parts[3],
        relationships: parts[4])
    }
    #expect(try rows(book(parts)).count == 2)
    var random = Random(seed: 31)
    let pieces = [
      "<", ">", "/", "\"", "&", "r=\"9\"", "<c>", "</v>", "0", "-1", "99999999", "é", "s",
    ]
    for _ in 0..<4000 {
      var damaged = parts
      let part = random.below(5)
      var characters = Array(damaged[part])
      for _ in 0...random.below(3) {
        let place = random.below(characters.count)
        if random.below(2) == 0 {
          characters.remove(at: place)
        } else {
          characters.insert(contentsOf: pieces[random.below(pieces.count)], at: place)
        }
      }
      damaged[part] = String(characters)
      if let line = refusal(book(damaged)) { #expect(!line.contains("\n")) }
    }
  }
}
