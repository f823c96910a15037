import KDCommon
import KDRuntime

/// Whether a file begins as a zip archive does.
package func isZip(_ bytes: [UInt8]) -> Bool {
  bytes.holds("PK\u{3}\u{4}", at: 0) || bytes.holds("PK\u{5}\u{6}", at: 0)
}

/// The files of a zip archive (PKWARE's APPNOTE 6.3), by name; stored and deflated ones.
///
/// The central directory decides; a local header must agree with it, no two entries may overlap or
/// have one name, and none may unpack to more than deflate can make of its bytes. Names count with
/// ASCII letters in either case, as the parts of a workbook do.
package struct ZipArchive {
  private let bytes: [UInt8]
  private let path: String
  package private(set) var entries: [ZipEntry] = []

  /// Reads the directory and all local headers, and unpacks nothing.
  ///
  /// - Throws: `badData` for an archive that is damaged, of several volumes, of zip64, or of more
  ///   than `WorkbookLimits.entryCount` entries.
  package init(_ bytes: [UInt8], path: String) throws(DataError) {
    self.bytes = bytes
    self.path = path
    let directory = try findDirectory()
    var position = directory.range.lowerBound
    for _ in 0..<directory.count {
      entries.append(try readEntry(&position, directory.range))
    }
    try checkOverlaps(directory.range)
    try checkNames()
  }

  /// The entry of this name.
  package func entry(_ name: String) -> ZipEntry? {
    let key = ZipEntry.key(name.utf8)
    return entries.first { $0.key == key }
  }

  /// The bytes of an entry, at most `limit`, their checksum checked.
  package func contents(of entry: ZipEntry, limit: Int) throws(DataError) -> [UInt8] {
    if entry.isEncrypted {
      throw bad("\(quoted(entry.name)) is encrypted: save it without a password")
    }
    guard entry.byteCount <= limit else {
      throw bad("\(quoted(entry.name)) unpacks to \(entry.byteCount) bytes, too many")
    }
    let contents: [UInt8]
    switch entry.method {
    case 0: contents = Array(bytes[entry.packed])
    case 8: contents = try inflated(entry)
    default:
      throw bad("\(quoted(entry.name)) is packed by method \(entry.method), expected deflate")
    }
    guard contents.count == entry.byteCount,
      contents.withUnsafeBytes({ crc32($0) }) == entry.checksum
    else { throw damaged("\(quoted(entry.name)) has another length or checksum") }
    return contents
  }

  private func inflated(_ entry: ZipEntry) throws(DataError) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(entry.byteCount)
    do throws(InflateFault) {
      let end = try Inflate.unpack(bytes, entry.packed, limit: entry.byteCount, into: &output)
      if end != entry.packed.upperBound { throw .damaged("more behind its end") }
    } catch {
      throw damaged("\(quoted(entry.name)): \(error.what)")
    }
    return output
  }

  // MARK: - Errors

  private func bad(_ what: String) -> DataError { .bad(path, nil, what) }

  private func damaged(_ what: String) -> DataError {
    bad("a zip archive that is damaged or cut off (\(what)): copy or download it again")
  }
}

// MARK: - Directory

extension ZipArchive {
  /// Where the central directory is and how many entries it lists, by the record at the end (4.3.16).
  private func findDirectory() throws(DataError) -> (range: Range<Int>, count: Int) {
    guard let end = findEndRecord() else { throw damaged("no end record") }
    let count = bytes.number16(at: end + 10)
    let byteCount = bytes.number32(at: end + 12)
    let offset = bytes.number32(at: end + 16)
    if bytes.holds("PK\u{6}\u{7}", at: end - 20) || count == 0xFFFF || offset == UInt32.max {
      throw bad("a zip64 archive, for files beyond 4 GiB: save it again as .xlsx or CSV UTF-8")
    }
    guard bytes.number16(at: end + 4) == 0, bytes.number16(at: end + 6) == 0,
      bytes.number16(at: end + 8) == count
    else { throw bad("one volume of a zip archive of several") }
    guard count <= WorkbookLimits.entryCount else {
      throw bad("a zip archive of \(count) entries, expected at most \(WorkbookLimits.entryCount)")
    }
    guard Int64(offset) + Int64(byteCount) <= Int64(end) else { throw damaged("no directory") }
    return (Int(offset)..<Int(offset) + Int(byteCount), count)
  }

  /// The last record whose comment reaches to the end of the file.
  private func findEndRecord() -> Int? {
    var position = bytes.count - 22
    let lowest = max(0, position - 0xFFFF)
    while position >= lowest {
      if bytes.holds("PK\u{5}\u{6}", at: position),
        bytes.number16(at: position + 20) == bytes.count - position - 22
      {
        return position
      }
      position -= 1
    }
    return nil
  }

  /// An entry of the directory (4.3.12) and its local header.
  private func readEntry(
    _ position: inout Int, _ directory: Range<Int>
  ) throws(DataError) -> ZipEntry {
    let start = position
    guard directory.upperBound - start >= 46, bytes.holds("PK\u{1}\u{2}", at: start) else {
      throw damaged("directory")
    }
    let nameByteCount = bytes.number16(at: start + 28)
    let rest = bytes.number16(at: start + 30) + bytes.number16(at: start + 32)
    guard directory.upperBound - start - 46 >= nameByteCount + rest else {
      throw damaged("directory")
    }
    guard nameByteCount <= WorkbookLimits.nameByteCount else {
      throw bad("a zip archive with a name of \(nameByteCount) bytes")
    }
    position = start + 46 + nameByteCount + rest
    let name = bytes[(start + 46)..<(start + 46 + nameByteCount)]
    let (packed, unpacked) = (bytes.number32(at: start + 20), bytes.number32(at: start + 24))
    let offset = bytes.number32(at: start + 42)
    if packed == UInt32.max || unpacked == UInt32.max || offset == UInt32.max {
      throw bad("a zip64 archive, for files beyond 4 GiB: save it again as .xlsx or CSV UTF-8")
    }
    guard bytes.number16(at: start + 34) == 0 else {
      throw bad("one volume of a zip archive of several")
    }
    let method = bytes.number16(at: start + 10)
    guard isPossible(unpacked, packed, method) else {
      throw damaged("an entry of impossible length")
    }
    return ZipEntry(
      name: String(decoding: name.map { $0 == 0x5C ? 0x2F : $0 }, as: UTF8.self),
      key: ZipEntry.key(name), flags: bytes.number16(at: start + 8), method: method,
      checksum: bytes.number32(at: start + 16), packedByteCount: Int(packed),
      byteCount: Int(unpacked),
      range: try localRange(offset, name, Int64(packed), before: directory.lowerBound))
  }

  /// Whether so many bytes can be packed into so few, and both lie within a file in memory.
  private func isPossible(_ unpacked: UInt32, _ packed: UInt32, _ method: Int) -> Bool {
    let most = method == 0 ? Int64(packed) : Int64(packed) * Inflate.highestRatio
    return Int64(packed) <= Int64(bytes.count) && Int64(unpacked) <= most
      && Int64(unpacked) <= Int64(Int32.max)
  }

  /// Local header (4.3.7) and packed bytes, which end before the directory.
  private func localRange(
    _ offset: UInt32, _ name: ArraySlice<UInt8>, _ packed: Int64, before end: Int
  ) throws(DataError) -> Range<Int> {
    guard Int64(offset) <= Int64(end) - 30, bytes.holds("PK\u{3}\u{4}", at: Int(offset)) else {
      throw damaged("no local header")
    }
    let start = Int(offset)
    let headerEnd = start + 30 + bytes.number16(at: start + 26) + bytes.number16(at: start + 28)
    guard Int64(headerEnd) + packed <= Int64(end), bytes.number16(at: start + 26) == name.count,
      bytes[(start + 30)..<(start + 30 + name.count)].elementsEqual(name)
    else { throw damaged("local header") }
    return start..<headerEnd + Int(packed)
  }

  private func checkOverlaps(_ directory: Range<Int>) throws(DataError) {
    var end = 0
    for range in entries.map({ $0.range }).sorted(by: { $0.lowerBound < $1.lowerBound }) {
      guard range.lowerBound >= end else { throw damaged("entries overlap") }
      end = range.upperBound
    }
  }

  private func checkNames() throws(DataError) {
    let keys = entries.map { $0.key }.sorted { $0.lexicographicallyPrecedes($1) }
    for (key, next) in zip(keys, keys.dropFirst()) where key == next {
      throw damaged("\(quoted(String(decoding: key, as: UTF8.self))) is there twice")
    }
  }
}
