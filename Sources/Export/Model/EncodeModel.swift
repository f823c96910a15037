import KDQuantize
import KDRuntime

/// The bytes of a `.kdm` file, by docs/FORMAT.md.
///
/// The same arguments always give the same bytes.
/// - Throws: `ExportError` when a size, word, item, label or figure is not allowed in the format.
/// - Precondition: matrices, biases and logits have the lengths that their layers state.
public func encodeModel(
  _ student: QuantizedStudent, _ provenance: Provenance, _ golden: [Golden]
) throws(ExportError) -> [UInt8] {
  try student.check()
  try provenance.check()
  try Golden.check(golden, labelCount: student.configuration.labels.count)
  var writer = FlatWriter(root: student.table(provenance, golden), identifier: "KDM1")
  return try ended(&writer)
}

/// The same file with golden vectors in place of none: all of it that comes before them stays.
func addGolden(
  _ golden: [Golden], to model: [UInt8], labelCount: Int
) throws(ExportError) -> [UInt8] {
  try Golden.check(golden, labelCount: labelCount)
  // The root's last field, so its vector is the file's last object.
  var writer = FlatWriter(after: Array(model[..<StudentField.goldenTarget(in: model)]))
  writer.object(.tables(golden.map { $0.table }))
  return try ended(&writer)
}

/// The file with its end and its checksum.
private func ended(_ writer: inout FlatWriter) throws(ExportError) -> [UInt8] {
  writer.end()
  var bytes = writer.bytes
  try ExportError.check("file bytes", bytes.count, 0...ModelLimits.fileByteCounts.upperBound)
  let offset = StudentField.offset(.crc)
  bytes.store(0, at: offset)
  bytes.store(bytes.withUnsafeBytes { crc32($0) }, at: offset)
  return bytes
}

extension StudentField {
  /// Where the vector of golden vectors begins.
  fileprivate static func goldenTarget(in bytes: [UInt8]) -> Int {
    let field = offset(.golden)
    return field + (0..<4).reduce(0) { $0 | Int(bytes[field + $1]) << (8 * $1) }
  }
}

extension QuantizedStudent {
  /// The root table of the model file.
  fileprivate func table(_ provenance: Provenance, _ golden: [Golden]) -> FlatValue {
    .table(StudentField.self) { field in
      switch field {
      case .version: .uint16(UInt16(Model.newestVersion))
      case .logitBits: .uint8(UInt8(logitBits))
      case .crc: .uint32(0)
      case .labels: .names(configuration.labels)
      case .tokenizer: configuration.tokenizerTable
      case .layers: .tables(layers.map { $0.table })
      case .calibration: calibrationTable
      case .provenance: provenance.table
      case .golden: .tables(golden.map { $0.table })
      }
    }
  }

  private var calibrationTable: FlatValue {
    .table(CalibrationField.self) { field in
      switch field {
      case .responses: .uint32(UInt32(calibrationResponses))
      case .tokens: .uint32(UInt32(calibrationTokens))
      }
    }
  }

  /// Refuses what the model file does not allow.
  fileprivate func check() throws(ExportError) {
    try configuration.check()
    try ExportError.check("layers", layers.count, 1...ModelLimits.layerCount)
    for layer in layers { try layer.check() }
  }
}
