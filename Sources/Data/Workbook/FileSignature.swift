/// What a file is by its first bytes, and what a person does with it to have it read as a table.
package struct FileSignature: Sendable, Equatable {
  /// With its article: "a PDF file".
  package let name: String
  /// "save it as .xlsx or CSV UTF-8".
  package let advice: String

  /// Refuses the file at `path`.
  package func error(_ path: String) -> DataError { .bad(path, nil, "\(name): \(advice)") }
}

/// What a file that is no table of plain text seems to be, and what to do; `nil` for plain text and
/// what is unknown.
///
/// Also of a workbook and of gzip: whoever reads them asks `isZip` and `isGzip` before. The first
/// bytes tell; of a zip archive and an old Office file also names in the first and last 64 KiB.
package func seemsToBe(_ bytes: [UInt8]) -> FileSignature? {
  if isZip(bytes) { return zipSignature(bytes) }
  if startsWith(bytes, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
    return oldOfficeSignature(bytes)
  }
  return binarySignature(bytes) ?? markupSignature(bytes)
}

private func startsWith(_ bytes: [UInt8], _ start: [UInt8], at offset: Int = 0) -> Bool {
  bytes.count - offset >= start.count && bytes[offset..<offset + start.count].elementsEqual(start)
}

// MARK: - One file, one signature

private func binarySignature(_ bytes: [UInt8]) -> FileSignature? {
  if isGzip(bytes) {
    return FileSignature(name: "a gzip file", advice: "unpack it (gunzip)")
  }
  if let name = pictureName(bytes) {
    return FileSignature(name: name, advice: "a table of text is needed, such as CSV UTF-8")
  }
  if let name = archiveName(bytes) {
    return FileSignature(name: name, advice: "unpack it and name the table in it")
  }
  if let name = tableName(bytes) {
    return FileSignature(name: name, advice: "export it as CSV UTF-8")
  }
  if bytes.holds("%PDF-", at: 0) {
    return FileSignature(name: "a PDF file", advice: "save the table it was made from as CSV UTF-8")
  }
  if startsWith(bytes, [0xFF, 0xFE, 0, 0]) || startsWith(bytes, [0, 0, 0xFE, 0xFF]) {
    return FileSignature(name: "UTF-32 text", advice: "save it as UTF-8")
  }
  if bytes.holds("{\\rtf", at: 0) {
    return FileSignature(name: "a rich text file (.rtf)", advice: "save it as plain text, UTF-8")
  }
  if bytes.holds("KDM1", at: 4) {
    return FileSignature(name: "a model of kdrun (.kdm)", advice: "name a table of responses")
  }
  return nil
}

private func pictureName(_ bytes: [UInt8]) -> String? {
  if startsWith(bytes, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A]) { return "a PNG picture" }
  if startsWith(bytes, [0xFF, 0xD8, 0xFF]) { return "a JPEG picture" }
  if bytes.holds("GIF87a", at: 0) || bytes.holds("GIF89a", at: 0) { return "a GIF picture" }
  if bytes.holds("RIFF", at: 0) && bytes.holds("WEBP", at: 8) { return "a WebP picture" }
  if bytes.holds("ftyp", at: 4) && startsWith(bytes, [0, 0, 0]) { return "a photo or video" }
  return nil
}

private func archiveName(_ bytes: [UInt8]) -> String? {
  if startsWith(bytes, [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]) { return "a 7-Zip archive" }
  if bytes.holds("Rar!\u{1A}\u{7}", at: 0) { return "a RAR archive" }
  if startsWith(bytes, [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0]) { return "an xz file" }
  if startsWith(bytes, [0x28, 0xB5, 0x2F, 0xFD]) { return "a Zstandard file" }
  if bytes.holds("BZh", at: 0), startsWith(bytes, [0x31, 0x41, 0x59, 0x26, 0x53, 0x59], at: 4) {
    return "a bzip2 file"
  }
  return nil
}

/// Tables of statistics programs and databases.
private func tableName(_ bytes: [UInt8]) -> String? {
  if bytes.holds("PAR1\u{15}", at: 0) { return "a Parquet file" }
  if bytes.holds("ARROW1\u{0}", at: 0) { return "an Arrow file" }
  if bytes.holds("SQLite format 3\u{0}", at: 0) { return "an SQLite database" }
  if bytes.holds("$FL2@(#)", at: 0) || bytes.holds("$FL3@(#)", at: 0) {
    return "an SPSS file (.sav)"
  }
  if bytes.holds("<stata_dta>", at: 0) { return "a Stata file (.dta)" }
  if startsWith(bytes, [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A]) { return "an HDF5 file" }
  if startsWith(bytes, [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59]) { return "a NumPy array (.npy)" }
  return nil
}

// MARK: - Markup

/// Web pages, which learning platforms name `.xls`, and XML.
private func markupSignature(_ bytes: [UInt8]) -> FileSignature? {
  let start = (bytes.holds("\u{FEFF}", at: 0) ? bytes.dropFirst(3) : bytes[...])
    .drop { $0 <= 0x20 }.prefix(512).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
  for tag: StaticString in ["<!doctype html", "<html", "<head", "<body", "<table", "<meta"]
  where start.holds(tag, at: 0) {
    return FileSignature(
      name: "a web page (HTML), whatever its name",
      advice: "open it in Excel or LibreOffice and save it as .xlsx or CSV UTF-8")
  }
  guard start.holds("<?xml", at: 0) else { return nil }
  if contains(start[...], "excel.sheet") || contains(start[...], "office:spreadsheet") {
    return FileSignature(name: "a spreadsheet in XML (Excel 2003)", advice: saveAsWorkbook)
  }
  if contains(start[...], "opendocument") {
    return FileSignature(name: "a LibreOffice sheet in XML (.fods)", advice: saveAsWorkbook)
  }
  return FileSignature(name: "an XML file", advice: "export it as CSV UTF-8")
}

// MARK: - Containers

/// An OLE 2 file: Office before 2007, and anything of Office with a password.
private func oldOfficeSignature(_ bytes: [UInt8]) -> FileSignature {
  if hasWideName(bytes, "EncryptedPackage") {
    return FileSignature(
      name: "a workbook or document with a password",
      advice: "save it without the password (File, Info, Protect) as .xlsx or CSV UTF-8")
  }
  if hasWideName(bytes, "WordDocument") {
    return FileSignature(name: "a document of old Word (.doc)", advice: saveTable)
  }
  if hasWideName(bytes, "PowerPoint Document") {
    return FileSignature(name: "a presentation of old PowerPoint (.ppt)", advice: saveTable)
  }
  return FileSignature(name: "an .xls workbook of old Excel", advice: saveAsWorkbook)
}

/// A zip archive by its names: in the headers of entries and of the central directory.
private func zipSignature(_ bytes: [UInt8]) -> FileSignature {
  let ends = firstAndLast(bytes)
  func names(_ word: StaticString) -> Bool { contains(ends, word) }
  if names("mimetypeapplication/vnd.oasis.opendocument.spreadsheet") {
    return FileSignature(name: "a LibreOffice sheet (.ods)", advice: saveAsWorkbook)
  }
  if names("mimetypeapplication/vnd.oasis.opendocument") {
    return FileSignature(name: "a LibreOffice document", advice: saveTable)
  }
  if names("xl/workbook.bin") {
    return FileSignature(name: "a binary Excel workbook (.xlsb)", advice: saveAsWorkbook)
  }
  if names("xl/workbook") {
    return FileSignature(name: "an Excel workbook (.xlsx)", advice: "save the sheet as CSV UTF-8")
  }
  if names("word/document") {
    return FileSignature(name: "a Word document (.docx)", advice: saveTable)
  }
  if names("ppt/presentation") {
    return FileSignature(name: "a PowerPoint presentation (.pptx)", advice: saveTable)
  }
  if names("Index/Document.iwa") || names("Index.zip") {
    return FileSignature(
      name: "a document of Numbers, Pages or Keynote", advice: "export it as .xlsx or CSV")
  }
  return FileSignature(name: "a zip archive", advice: "unpack it and name the table in it")
}

private let saveAsWorkbook = "save it as .xlsx or CSV UTF-8"
private let saveTable = "copy its table into a sheet and save that as .xlsx or CSV UTF-8"

// MARK: - Search

private let window = 1 << 16

/// The first and the last 64 KiB of a file.
private func firstAndLast(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
  bytes.count <= 2 * window ? bytes[...] : (bytes.prefix(window) + bytes.suffix(window))[...]
}

private func contains(_ bytes: ArraySlice<UInt8>, _ word: StaticString) -> Bool {
  let last = bytes.endIndex - word.utf8CodeUnitCount
  var position = bytes.startIndex
  while position <= last {
    var index = 0
    while index < word.utf8CodeUnitCount, bytes[position + index] == word.utf8Start[index] {
      index += 1
    }
    if index == word.utf8CodeUnitCount { return true }
    position += 1
  }
  return false
}

/// Whether the directory of an OLE 2 file, anywhere in it, has this name, in UTF-16.
private func hasWideName(_ bytes: [UInt8], _ word: StaticString) -> Bool {
  // Directory entries are 128 bytes at multiples of that.
  for start in stride(from: 512, to: bytes.count, by: 128) {
    let end = start + 2 * word.utf8CodeUnitCount
    guard end <= bytes.count else { return false }
    var index = 0
    while index < word.utf8CodeUnitCount, bytes[start + 2 * index] == word.utf8Start[index],
      bytes[start + 2 * index + 1] == 0
    {
      index += 1
    }
    if index == word.utf8CodeUnitCount { return true }
  }
  return false
}
