import KDCommon

/// The parts of a workbook's archive as they are unpacked, within `WorkbookLimits.unpackedByteCount`.
struct WorkbookParts {
  let archive: ZipArchive
  let path: String
  /// Unpacked so far.
  var byteCount = 0

  func has(_ part: String) -> Bool { archive.entry(part) != nil }

  /// The bytes of a part.
  mutating func contents(_ part: String) throws(DataError) -> [UInt8] {
    guard let entry = archive.entry(part) else {
      throw .bad(path, nil, "a workbook without its part \(quoted(part)): save it again")
    }
    let contents = try archive.contents(
      of: entry, limit: WorkbookLimits.unpackedByteCount - byteCount)
    byteCount += contents.count
    return contents
  }

  /// What `parse` makes of a part.
  mutating func read<Value>(
    _ part: String, _ parse: ([UInt8]) throws(XMLFault) -> Value
  ) throws(DataError) -> Value {
    let bytes = try contents(part)
    do throws(XMLFault) {
      return try parse(bytes)
    } catch {
      throw .bad(path, nil, "\(quoted(part)) at byte \(error.byte): \(error.what)")
    }
  }

  /// The part that lists the sheets; `nil` when the archive is no workbook.
  mutating func mainPart() throws(DataError) -> String? {
    if has("_rels/.rels") {
      let package = try read("_rels/.rels") { (bytes) throws(XMLFault) in
        try Relationships(bytes, folder: "")
      }
      if let part = package.path(ofKind: "officeDocument"), has(part) {
        return isXML(part) && isBelowXL(part) ? part : nil
      }
    }
    return has("xl/workbook.xml") ? "xl/workbook.xml" : nil
  }

  /// What a part refers to, by the list beside it: `xl/_rels/workbook.xml.rels`.
  mutating func relationships(of part: String) throws(DataError) -> Relationships {
    let name = lastPathPart(part)
    let folder = String(decoding: part.utf8.dropLast(name.utf8.count), as: UTF8.self)
    return try read(folder + "_rels/" + name + ".rels") { (bytes) throws(XMLFault) in
      try Relationships(bytes, folder: folder)
    }
  }
}

private func isXML(_ part: String) -> Bool { pathExtension(part) == "xml" }

/// Of Word and PowerPoint the document is elsewhere.
private func isBelowXL(_ part: String) -> Bool {
  !part.utf8.starts(with: "word/".utf8) && !part.utf8.starts(with: "ppt/".utf8)
}
