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
  try ModelLimits.check(student)
  try ModelLimits.check(provenance)
  try ModelLimits.check(golden)
  let labelCount = student.configuration.labels.count
  precondition(golden.allSatisfy { $0.logits.count == labelCount }, "one logit a label")

  var bytes = FlatWriter.file(root: studentTable(student, provenance, golden), identifier: "KDM1")
  try ModelLimits.check("file bytes", bytes.count, 0...ModelLimits.fileByteCount)
  let checksum = bytes.withUnsafeBytes { crc32($0, zeroed: checksumOffset) }
  bytes.store(checksum, at: checksumOffset)
  return bytes
}

/// Where the CRC-32 field lies: the root table comes first, so its place is always the same.
let checksumOffset = 40

private func studentTable(
  _ student: QuantizedStudent, _ provenance: Provenance, _ golden: [Golden]
) -> FlatValue {
  .table([
    .uint16(1),
    .uint8(UInt8(student.logitBits)),
    .uint32(0),
    .string(lines(student.configuration.labels)),
    tokenizerTable(student.configuration),
    .tables(student.layers.map(layerTable)),
    .table([
      .uint32(UInt32(student.calibrationResponses)),
      .uint32(UInt32(student.calibrationTokens)),
    ]),
    provenanceTable(provenance),
    .tables(golden.map(goldenTable)),
  ])
}

private func tokenizerTable(_ configuration: StudentConfiguration) -> FlatValue {
  .table([
    .uint8(1),
    .uint16(UInt16(configuration.maxTokens)),
    .string(lines(configuration.words)),
    .string(lines(configuration.items)),
  ])
}

private func layerTable(_ layer: QuantizedLayer) -> FlatValue {
  .table([
    .uint8(layer.kind.rawValue),
    .uint8(layer.activation.rawValue),
    .uint8(UInt8(layer.inputBits)),
    .uint8(UInt8(layer.outputBits)),
    .uint8(UInt8(layer.shift)),
    .uint16(UInt16(layer.inputs)),
    .uint16(UInt16(layer.outputs)),
    .int32(layer.inputLimit),
    .float(layer.sumMaximum),
    .float(layer.outputMaximum),
    .uint32s(layer.sumBounds),
    .tables(layer.weights.map(matrixTable)),
    .int32s(layer.bias),
  ])
}

private func matrixTable(_ matrix: QuantizedMatrix) -> FlatValue {
  precondition(matrix.values.count == matrix.rows * matrix.columns, "rows × columns values")
  precondition(matrix.multipliers.count == matrix.rows, "one multiplier a row")
  return .table([
    .uint32(UInt32(matrix.rows)),
    .uint32(UInt32(matrix.columns)),
    .uint8(UInt8(matrix.fractionBits)),
    .uint16s(matrix.multipliers),
    .alignedInt8s(matrix.values),
  ])
}

private func provenanceTable(_ provenance: Provenance) -> FlatValue {
  .table([
    .string(provenance.tool),
    .string(provenance.dataSHA256),
    .string(provenance.teacher),
    .string(provenance.teacherSHA256),
    .uint32(provenance.seed),
    .tables(provenance.settings.map { .table([.string($0.name), .string($0.value)]) }),
    .tables(provenance.metrics.map { .table([.string($0.name), .float($0.value)]) }),
  ])
}

private func goldenTable(_ golden: Golden) -> FlatValue {
  .table([.string(golden.item), .string(golden.text), .int32s(golden.logits)])
}

private func lines(_ texts: [String]) -> String { texts.joined(separator: "\n") }
