import KDData
import TestSupport
import Testing

private let twoFiles = storedZip([("a/One.txt", Array("first".utf8)), ("b", Array("second".utf8))])

/// `twoFiles` with some bytes changed; the second local header is at 44, the directory at 81.
private func changed(_ changes: (inout [UInt8]) -> Void) -> [UInt8] {
  var bytes = twoFiles
  changes(&bytes)
  return bytes
}

/// What is said of an archive: at its opening, or when its first entry is read.
private func refusal(_ bytes: [UInt8]) -> String? {
  do throws(DataError) {
    let archive = try ZipArchive(bytes, path: "z")
    for entry in archive.entries { _ = try archive.contents(of: entry, limit: 1000) }
    return nil
  } catch {
    return error.description
  }
}

private func damaged(_ what: String) -> String {
  "z: a zip archive that is damaged or cut off (\(what)): copy or download it again"
}

@Suite struct WorkbookZipTests {
  private let directory = twoFiles.count - 22 - 46 * 2 - 10
  private let end = twoFiles.count - 22

  @Test func findsEntriesInEitherCase() throws {
    let archive = try ZipArchive(twoFiles, path: "z")
    #expect(archive.entries.map(\.name) == ["a/One.txt", "b"])
    let entry = try #require(archive.entry("/A/one.TXT"))
    #expect(try archive.contents(of: entry, limit: 5) == Array("first".utf8))
    #expect(archive.entry("one.txt") == nil)
    #expect(throws: DataError.self) { try archive.contents(of: entry, limit: 4) }
    #expect(try ZipArchive(storedZip([]), path: "z").entries.isEmpty)
  }

  @Test func aCommentMayStandAtTheEnd() {
    let commented = changed {
      $0[$0.count - 2] = 3
      $0 += [1, 2, 3]
    }
    #expect(refusal(commented) == nil)
    #expect(refusal(twoFiles + [0]) == damaged("no end record"))
  }

  @Test func saysWhatItDoesNotRead() {
    let method = changed { $0[directory + 10] = 14 }
    #expect(refusal(method) == "z: \"a/One.txt\" is packed by method 14, expected deflate")
    let encrypted = changed { $0[directory + 8] = 1 }
    #expect(refusal(encrypted) == "z: \"a/One.txt\" is encrypted: save it without a password")
    let zip64 = changed { for index in 20..<24 { $0[directory + index] = 0xFF } }
    #expect(refusal(zip64)?.contains("zip64") == true)
    let disks = changed { $0[end + 4] = 1 }
    #expect(refusal(disks) == "z: one volume of a zip archive of several")
    let many = changed { bytes in
      for index in [8, 9, 10, 11] { bytes[end + index] = 0xEE }
    }
    #expect(refusal(many) == "z: a zip archive of 61166 entries, expected at most 10000")
  }

  @Test func refusesWhatDoesNotFitTogether() {
    let checksum = changed { $0[directory + 16] ^= 1 }
    #expect(refusal(checksum) == damaged("\"a/One.txt\" has another length or checksum"))
    let content = changed { $0[39] ^= 1 }
    #expect(refusal(content) == damaged("\"a/One.txt\" has another length or checksum"))
    let name = changed { $0[30] ^= 1 }
    #expect(refusal(name) == damaged("local header"))
    let overlap = storedZip([("b", Array("first".utf8)), ("b", Array("first".utf8))])
    #expect(refusal(overlap) == damaged("\"b\" is there twice"))
    let length = changed { $0[directory + 24] = 200 }
    #expect(refusal(length) == damaged("an entry of impossible length"))
    let offset = changed { $0[directory + 43] = 9 }
    #expect(refusal(offset) == damaged("no local header"))
    for count in 0..<twoFiles.count { #expect(refusal(Array(twoFiles[..<count])) != nil) }
  }

  @Test func refusesEntriesThatOverlap() {
    // The bomb of David Fifield: one entry holds the headers of the others.
    let inner = storedZip([("a", [1, 2, 3])])
    let header = Array(inner[..<34])
    var bytes = storedZip([("b", header + [9]), ("a", [1, 2, 3])])
    let directory = bytes.count - 22 - 47
    // The second entry points into the first: its local header is the same.
    bytes[directory + 42] = 31
    #expect(refusal(bytes) == damaged("entries overlap"))
  }

  @Test func everyFileThatIsNoWorkbookIsNamed() {
    let cases: [([UInt8], String)] = [
      ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "an .xls workbook of old Excel"),
      (
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 632)
          + "EncryptedPackage".utf8.flatMap { [$0, 0] }, "a workbook or document with a password"
      ),
      (
        storedZip([("mimetype", Array("application/vnd.oasis.opendocument.spreadsheet".utf8))]),
        "a LibreOffice sheet (.ods)"
      ),
      (storedZip([("word/document.xml", [])]), "a Word document (.docx)"),
      (storedZip([("ppt/presentation.xml", [])]), "a PowerPoint presentation (.pptx)"),
      (storedZip([("xl/workbook.bin", [])]), "a binary Excel workbook (.xlsb)"),
      (storedZip([("xl/workbook.xml", [])]), "an Excel workbook (.xlsx)"),
      (storedZip([("Index/Document.iwa", [])]), "a document of Numbers, Pages or Keynote"),
      (twoFiles, "a zip archive"),
      (Array("%PDF-1.7".utf8), "a PDF file"), (Array("{\\rtf1".utf8), "a rich text file (.rtf)"),
      ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "a PNG picture"),
      ([0xFF, 0xD8, 0xFF, 0xE0], "a JPEG picture"), ([0x1F, 0x8B, 8], "a gzip file"),
      ([0xFF, 0xFE, 0, 0, 0x69, 0, 0, 0], "UTF-32 text"), ([0, 0, 0xFE, 0xFF], "UTF-32 text"),
      ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "a 7-Zip archive"),
      (Array("PAR1\u{15}".utf8), "a Parquet file"),
      (Array("SQLite format 3\u{0}".utf8), "an SQLite database"),
      (Array("$FL2@(#) SPSS".utf8), "an SPSS file (.sav)"),
      (Array("\u{FEFF}\n <!DOCTYPE HTML>".utf8), "a web page (HTML), whatever its name"),
      (Array("<TABLE border=1>".utf8), "a web page (HTML), whatever its name"),
      (
        Array("<?xml version='1.0'?>\n<?mso-application progid='Excel.Sheet'?>".utf8),
        "a spreadsheet in XML (Excel 2003)"
      ),
      (Array("<?xml version='1.0'?><a/>".utf8), "an XML file"),
      (Array("    KDM1".utf8), "a model of kdrun (.kdm)"),
    ]
    for (bytes, name) in cases { #expect(seemsToBe(bytes)?.name == name, "\(name)") }
    for text in ["", "id,text\n1,a\n", "PAR1,x", "<b,c", "BZh", "GIF8,1", "{\"id\":1}"] {
      #expect(seemsToBe(Array(text.utf8)) == nil, "\(text)")
    }
  }

  @Test func aWorkbookOfAnotherProgramSaysWhatToDo() {
    let old: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    let error = #expect(throws: DataError.self) { try Workbook(old, path: "w.xls") }
    #expect(
      error?.description == "w.xls: an .xls workbook of old Excel: save it as .xlsx or CSV UTF-8")
    let other = #expect(throws: DataError.self) { try Workbook(twoFiles, path: "w.zip") }
    #expect(other?.description == "w.zip: a zip archive: unpack it and name the table in it")
    let text = #expect(throws: DataError.self) { try Workbook(Array("a,b".utf8), path: "w") }
    #expect(text?.description == "w: not an Excel workbook: save it as .xlsx or CSV UTF-8")
  }
}
