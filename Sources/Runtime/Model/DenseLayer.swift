/// A dense layer: shift, clamp and activation of the sums, or the bare sums from the last one.
struct DenseLayer {
  /// [outputs, inputs].
  let weights: Matrix
  /// [outputs], scaled as the sums.
  let biases: Int32Vector
  let activation: Activation
  /// Right shift from the 32-bit sum to the output.
  let shift: Int
  /// Outputs are integers over 2^`outputBits`.
  let outputBits: Int

  var inputs: Int { weights.columns }
  var outputs: Int { weights.rows }
  /// The least output.
  var least: Int32 { activation == .relu ? 0 : -32_768 }
}

/// The dense layers of a model, at least one; the last gives the logits.
struct DenseLayers {
  let count: Int
  /// `ModelLimits.layerCount` less an embedding and a pool.
  private let layers: InlineArray<6, DenseLayer>

  subscript(_ index: Int) -> DenseLayer { layers[index] }
  var last: DenseLayer { layers[count - 1] }
}

extension DenseLayer {
  /// What stands for the layers that a model does not have.
  fileprivate static var none: DenseLayer {
    DenseLayer(
      weights: .none, biases: Int32Vector(count: 0, start: Matrix.none.values), activation: .none,
      shift: 0, outputBits: 0)
  }

  /// The layer that `table` states, checked against the values that it reads.
  init(
    _ table: LayerTable, inputs: Int, bits: Int, _ cursor: inout FileCursor
  ) throws(Refusal) {
    let at = table.offset
    try table.expectKind(.dense, &cursor)
    try cursor.expect(table.matrixCount, 1, at: at, of: .dense)
    try cursor.expect(table.inputs, inputs, at: at, of: .dense)
    try cursor.expect(table.inputBits, bits, at: at, of: .dense)
    try cursor.check(table.outputs, ModelLimits.denseSizes, at: at, of: .dense)
    try cursor.expect(table.biases.count, table.outputs, at: at, of: .dense)
    weights = table.matrices[0]
    biases = table.biases
    activation = table.activation
    shift = table.shift
    outputBits = table.outputBits
    try table.expectShape(weights, table.outputs, inputs, of: .dense, &cursor)
    try cursor.check(shift, 0...30, at: at, of: .dense)
    try cursor.expect(Int(table.inputLimit), 0, at: at, of: .dense)
    let sumBits = bits + weights.fractionBits
    try cursor.check(sumBits, 0...60, at: at, of: .dense)
    try cursor.expect(outputBits, sumBits - shift, at: at, of: .dense)
    try table.checkBound(0, bound, &cursor)
  }

  /// max over outputs of |bias| + Σ |W| · 2^15.
  private var bound: Int64 {
    var largest: Int64 = 0
    for row in 0..<weights.rows {
      largest = max(largest, abs(Int64(biases[row])) + 32_768 * weights.rowMagnitude(row))
    }
    return largest
  }
}

extension DenseLayers {
  /// The layers that the rest of `tables` leads to, checked against the values that the first reads and
  /// each other.
  init(
    _ tables: inout LayerTables, inputs: Int, bits: Int, labelCount: Int, logitBits: Int,
    _ cursor: inout FileCursor
  ) throws(Refusal) {
    var layers = InlineArray<6, DenseLayer>(repeating: .none)
    var (inputs, bits, count, offset) = (inputs, bits, 0, 0)
    repeat {
      let table = try tables.next(&cursor)
      let layer = try DenseLayer(table, inputs: inputs, bits: bits, &cursor)
      layers[count] = layer
      (inputs, bits, offset) = (layer.outputs, layer.outputBits, table.offset)
      count += 1
    } while !tables.isAtEnd
    self.count = count
    self.layers = layers
    // The last layer gives the logits: bare sums, one a label.
    try cursor.expect(last.shift, 0, at: offset, of: .dense)
    try cursor.expect(Int(last.activation.rawValue), 0, at: offset, of: .dense)
    try cursor.expect(last.outputs, labelCount, at: offset, of: .dense)
    try cursor.expect(logitBits, last.outputBits, at: offset, of: .logitBits)
  }
}
