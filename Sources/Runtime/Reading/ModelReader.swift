// Reads the tables of Schema/student.fbs in the file's one order. Field numbers are the schema's.

extension Model {
  mutating func readFile(_ cursor: inout FileCursor) throws(Refusal) {
    guard bytes.count >= 64, bytes.count <= Model.maximumByteCount else {
      throw cursor.refuse(
        .badByteCount(found: bytes.count, least: 64, most: Model.maximumByteCount))
    }
    guard bytes[4] == 0x4B, bytes[5] == 0x44, bytes[6] == 0x4D, bytes[7] == 0x31 else {
      throw cursor.refuse(.notAModel)
    }
    let root = try cursor.table(0x2_1444_4444, from: 0, of: .student)
    let version = cursor.uint16(at: root.position(0))
    guard version == Model.newestVersion else {
      throw cursor.refuse(.unsupportedVersion(found: version, newest: Model.newestVersion))
    }
    let stored = cursor.word(at: root.position(2))
    let computed = crc32(bytes, zeroed: root.position(2))
    guard stored == computed else {
      throw cursor.refuse(.checksumMismatch(stored: stored, computed: computed))
    }
    logitBits = cursor.uint8(at: root.position(1))
    labelRange = try cursor.string(from: root.position(3), of: .labels)
    labelCount = try cursor.countLines(labelRange, least: 2, most: 64, width: 255, of: .labels)
    try readTokenizer(&cursor, from: root.position(4))
    try readLayers(&cursor, from: root.position(5))
    let calibration = try cursor.table(0x44, from: root.position(6), of: .calibration)
    calibrationResponses = cursor.uint32(at: calibration.position(0))
    calibrationTokens = cursor.uint32(at: calibration.position(1))
    try readProvenance(&cursor, from: root.position(7))
    try readGolden(&cursor, from: root.position(8))
    try cursor.align(to: 16, of: .file)
    guard cursor.offset == bytes.count else {
      throw cursor.refuse(
        .trailingBytes(offset: cursor.offset, count: bytes.count - cursor.offset))
    }
    try withUnsafePointer(to: &self) { model throws(Refusal) in try cursor.checkLayers(model) }
  }

  private mutating func readTokenizer(
    _ cursor: inout FileCursor, from field: Int
  ) throws(Refusal) {
    let table = try cursor.table(0x1244, from: field, of: .tokenizer)
    try cursor.check(
      cursor.uint8(at: table.position(0)), 1...1, at: table.position(0), of: .tokenizer)
    maxTokens = cursor.uint16(at: table.position(1))
    try cursor.check(maxTokens, 1...65_535, at: table.position(1), of: .tokenizer)
    wordRange = try cursor.string(from: table.position(2), of: .words)
    wordCount = try cursor.countLines(wordRange, least: 0, most: 65_534, width: 64, of: .words)
    itemRange = try cursor.string(from: table.position(3), of: .items)
    itemCount = try cursor.countLines(
      itemRange, least: 0, most: 65_534 - wordCount, width: 255, of: .items)
  }

  private mutating func readLayers(_ cursor: inout FileCursor, from field: Int) throws(Refusal) {
    let tables = try cursor.vector(4, from: field, of: .layers)
    try cursor.check(tables.count, 3...Model.maximumLayerCount, at: tables.offset - 4, of: .layers)
    layerCount = tables.count
    for index in 0..<tables.count {
      layers[index] = try Model.readLayer(&cursor, from: tables.offset + 4 * index)
    }
  }

  private static func readLayer(_ cursor: inout FileCursor, from field: Int) throws(Refusal)
    -> Layer
  {
    let table = try cursor.table(0x1_1111_2244_4444, from: field, of: .layer)
    var layer = Layer()
    layer.fileOffset = table.start
    let kind = cursor.uint8(at: table.position(0))
    try cursor.check(kind, 0...4, at: table.position(0), of: .layer)
    layer.kind = LayerKind(rawValue: UInt8(kind))!
    let activation = cursor.uint8(at: table.position(1))
    try cursor.check(activation, 0...1, at: table.position(1), of: .layer)
    layer.activation = Activation(rawValue: UInt8(activation))!
    layer.inputBits = cursor.uint8(at: table.position(2))
    layer.outputBits = cursor.uint8(at: table.position(3))
    layer.shift = cursor.uint8(at: table.position(4))
    layer.inputs = cursor.uint16(at: table.position(5))
    layer.outputs = cursor.uint16(at: table.position(6))
    layer.inputLimit = Int32(cursor.int32(at: table.position(7)))
    layer.sumMaximumBits = try cursor.finite(table.position(8), of: .layer)
    layer.outputMaximumBits = try cursor.finite(table.position(9), of: .layer)
    let bounds = try cursor.vector(4, from: table.position(10), of: .sumBounds)
    let weights = try cursor.vector(4, from: table.position(11), of: .weights)
    layer.matrixCount = weights.count
    try cursor.check(weights.count, 0...4, at: weights.offset - 4, of: .weights)
    try cursor.check(
      bounds.count, weights.count...weights.count, at: bounds.offset - 4, of: .sumBounds)
    layer.boundOffset = bounds.offset
    for index in 0..<weights.count {
      layer.bounds[index] = cursor.word(at: bounds.offset + 4 * index)
      let matrix = try readMatrix(&cursor, from: weights.offset + 4 * index)
      layer.matrices[index] = matrix
      layer.parameterCount += matrix.rows * matrix.columns
    }
    let bias = try cursor.vector(4, from: table.position(12), of: .bias)
    layer.biasOffset = bias.offset
    layer.biasCount = bias.count
    layer.parameterCount += bias.count
    return layer
  }

  private static func readMatrix(_ cursor: inout FileCursor, from field: Int) throws(Refusal)
    -> Matrix
  {
    let table = try cursor.table(0x44144, from: field, of: .matrix)
    var matrix = Matrix()
    let rows = cursor.uint32(at: table.position(0))
    try cursor.check(rows, 1...65_535, at: table.position(0), of: .matrix)
    matrix.rows = rows
    let columns = cursor.uint32(at: table.position(1))
    try cursor.check(columns, 1...65_535, at: table.position(1), of: .matrix)
    matrix.columns = columns
    matrix.fractionBits = cursor.uint8(at: table.position(2))
    try cursor.check(matrix.fractionBits, 0...30, at: table.position(2), of: .matrix)
    let multipliers = try cursor.vector(2, from: table.position(3), of: .multipliers)
    try cursor.expect(multipliers.count, matrix.rows, at: multipliers.offset - 4, of: .multipliers)
    matrix.multiplierOffset = multipliers.offset
    let values = try cursor.vector(1, alignment: 16, from: table.position(4), of: .values)
    // Both are below 2^16, so the product fits 32 bits unsigned, but not always signed.
    try cursor.expect(
      values.count, Int(clamping: Int64(matrix.rows) * Int64(matrix.columns)),
      at: values.offset - 4, of: .values)
    matrix.valueOffset = values.offset
    for position in values.range where cursor.bytes[position] == 0x80 {
      throw cursor.refuse(
        .outOfRange(section: .values, offset: position, found: -128, least: -127, most: 127))
    }
    return matrix
  }
}
