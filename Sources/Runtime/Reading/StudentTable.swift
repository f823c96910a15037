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

/// The whole file as it was read; what its layers are for, `Model` finds out.
struct StudentTable {
  let logitBits: Int
  let labels: NameList
  let tokenizer: TokenizerTable
  let layers: LayerTables
  let calibration: CalibrationTable
  let provenance: ProvenanceTable
  let golden: GoldenVectors

  init(_ cursor: inout FileCursor) throws(Refusal) {
    let bytes = cursor.bytes
    let byteCounts = ModelLimits.fileByteCounts
    guard byteCounts.contains(bytes.count) else {
      throw cursor.refuse(
        .badByteCount(
          found: bytes.count, least: byteCounts.lowerBound, most: byteCounts.upperBound))
    }
    // KDM1
    guard bytes[4] == 0x4B, bytes[5] == 0x44, bytes[6] == 0x4D, bytes[7] == 0x31 else {
      throw cursor.refuse(.notAModel)
    }
    let table = try cursor.table(StudentField.self, from: 0, of: .student)
    let version = cursor.uint16(at: table[.version])
    guard version == Model.newestVersion else {
      throw cursor.refuse(.unsupportedVersion(found: version, newest: Model.newestVersion))
    }
    let stored = cursor.uint32(at: table[.crc])
    let computed = crc32(bytes, zeroed: table[.crc])
    guard stored == computed else {
      throw cursor.refuse(.checksumMismatch(stored: stored, computed: computed))
    }
    logitBits = cursor.uint8(at: table[.logitBits])
    labels = try cursor.names(
      from: table[.labels], ModelLimits.labelCounts, width: ModelLimits.labelByteCount,
      of: .labels)
    tokenizer = try TokenizerTable(&cursor, from: table[.tokenizer])
    layers = try LayerTables(&cursor, from: table[.layers])
    calibration = try CalibrationTable(&cursor, from: table[.calibration])
    provenance = try ProvenanceTable(&cursor, from: table[.provenance])
    golden = try GoldenVectors(&cursor, from: table[.golden], labelCount: labels.count)
    try cursor.align(to: 16, of: .file)
    guard cursor.offset == bytes.count else {
      throw cursor.refuse(
        .trailingBytes(offset: cursor.offset, count: bytes.count - cursor.offset))
    }
  }
}
