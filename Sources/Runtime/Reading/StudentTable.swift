/// `table Student`, the root.
package enum StudentField: Int, TableField, CaseIterable {
  case version, logitBits, crc, labels, tokenizer, layers, calibration, provenance, golden

  package var byteCount: Int {
    switch self {
    case .version: 2
    case .logitBits: 1
    default: 4
    }
  }

  /// Where a field lies in every file: the root comes first.
  package static func offset(_ field: StudentField) -> Int {
    let layout = TableLayout(StudentField.self)
    let start = (8 + layout.vtableByteCount + 3) & ~3
    return start + layout.offset(field.rawValue)
  }
}

extension FileCursor {
  /// Reads the root and checks what must hold before anything else is looked at: size, identifier,
  /// version, checksum.
  mutating func root() throws(Refusal) -> FileTable<StudentField> {
    let byteCounts = ModelLimits.fileByteCounts
    guard byteCounts.contains(bytes.count) else {
      throw refuse(
        .badByteCount(
          found: bytes.count, least: byteCounts.lowerBound, most: byteCounts.upperBound))
    }
    // KDM1
    guard bytes[4] == 0x4B, bytes[5] == 0x44, bytes[6] == 0x4D, bytes[7] == 0x31 else {
      throw refuse(.notAModel)
    }
    let table = try table(StudentField.self, from: 0, of: .student)
    let version = uint16(at: table[.version])
    guard version == Model.newestVersion else {
      throw refuse(.unsupportedVersion(found: version, newest: Model.newestVersion))
    }
    let stored = uint32(at: table[.crc])
    let computed = crc32(bytes, zeroed: table[.crc])
    guard stored == computed else {
      throw refuse(.checksumMismatch(stored: stored, computed: computed))
    }
    return table
  }

  /// Nothing may follow but zeros to a multiple of 16.
  mutating func end() throws(Refusal) {
    try align(to: 16, of: .file)
    guard offset == bytes.count else {
      throw refuse(.trailingBytes(offset: offset, count: bytes.count - offset))
    }
  }
}
