// What a sequence of layers must satisfy to be run: sizes and scales that fit each other, and
// bounds that prove no 32-bit sum and no 16-bit gate input can wrap (docs/NUMERICS.md, "Bounds").

extension Model {
  /// Binary points fixed by the integer LSTM: hidden state, gate input, recurrent weight, cell.
  package static let hiddenBits = 15
  package static let gateBits = 10
  package static let recurrentBits = 11
  package static let cellBits = 11
}

extension FileCursor {
  /// Checks the layers of `model`, all read. By pointer: the compiler copies what it borrows.
  mutating func checkLayers(_ model: UnsafePointer<Model>) throws(Refusal) {
    let count = model.pointee.layerCount
    try checkEmbedding(model.pointee.layers[0], model.pointee.vocabularyCount)
    var index = 1
    if model.pointee.layers[1].kind == .biLSTM {
      try checkBiLSTM(model.pointee.layers[1], after: model.pointee.layers[0])
      index = 2
    }
    let at = model.pointee.layers[0].fileOffset
    guard index < count - 1 else {
      throw refuse(.inconsistent(section: .layers, offset: at, expected: index + 2, found: count))
    }
    try checkPool(model.pointee.layers[index], after: model.pointee.layers[index - 1])
    for dense in index + 1..<count {
      try checkDense(model.pointee.layers[dense], after: model.pointee.layers[dense - 1])
    }
    try checkLast(model.pointee.layers[count - 1], model)
  }

  private mutating func checkEmbedding(
    _ layer: Layer, _ vocabularyCount: Int
  ) throws(Refusal) {
    let at = layer.fileOffset
    try expectKind(layer, .embedding)
    try expect(layer.matrixCount, 1, at: at, of: .embedding)
    try expect(layer.biasCount, 0, at: at, of: .embedding)
    try expect(layer.matrices[0].rows, vocabularyCount, at: at, of: .embedding)
    try expect(layer.matrices[0].columns, layer.outputs, at: at, of: .embedding)
    try check(layer.outputs, 1...256, at: at, of: .embedding)
    try expect(layer.outputBits, layer.matrices[0].fractionBits, at: at, of: .embedding)
    try expectUnused(layer, inputs: 0, inputBits: 0, shift: 0)
    var largest = 0
    for column in 0..<layer.outputs {
      largest = max(largest, embeddingMaximum(layer.matrices[0], column))
    }
    try checkBound(layer, 0, Int64(largest))
  }

  private mutating func checkBiLSTM(_ layer: Layer, after previous: Layer) throws(Refusal) {
    let at = layer.fileOffset
    let hidden = layer.hidden
    try expect(layer.matrixCount, 4, at: at, of: .biLSTM)
    try check(hidden, 1...128, at: at, of: .biLSTM)
    try expect(layer.outputs, 2 * hidden, at: at, of: .biLSTM)
    try expect(layer.inputs, previous.outputs, at: at, of: .biLSTM)
    try expect(layer.inputBits, previous.outputBits, at: at, of: .biLSTM)
    try expect(layer.outputBits, Model.hiddenBits, at: at, of: .biLSTM)
    try expect(layer.biasCount, 8 * hidden, at: at, of: .biLSTM)
    try expect(Int(layer.activation.rawValue), 0, at: at, of: .biLSTM)
    try check(layer.shift, 1...30, at: at, of: .biLSTM)
    var recurrentBound: Int64 = 0
    for direction in 0..<2 {
      let input = layer.matrices[2 * direction]
      let recurrent = layer.matrices[2 * direction + 1]
      try expectShape(input, 4 * hidden, layer.inputs, at: at, of: .biLSTM)
      try expectShape(recurrent, 4 * hidden, hidden, at: at, of: .biLSTM)
      let bits = layer.shift + Model.gateBits - layer.inputBits
      try expect(input.fractionBits, bits, at: at, of: .biLSTM)
      try expect(recurrent.fractionBits, Model.recurrentBits, at: at, of: .biLSTM)
      try checkBound(layer, 2 * direction, inputBound(layer, direction, previous.matrices[0]))
      let bound = hiddenBound(recurrent)
      try checkBound(layer, 2 * direction + 1, bound)
      recurrentBound = max(recurrentBound, bound)
    }
    // The gate input is at most limit + bound >> 16 in magnitude, rounding included.
    let limit = 32_767 - Int(recurrentBound >> 16) - 1
    guard limit >= 1 else {
      throw refuse(.couldOverflow(section: .biLSTM, offset: at, bound: recurrentBound))
    }
    try expect(Int(layer.inputLimit), limit, at: at, of: .inputLimit)
  }

  private mutating func checkPool(_ layer: Layer, after previous: Layer) throws(Refusal) {
    let at = layer.fileOffset
    guard layer.kind == .globalMaxPool || layer.kind == .globalAveragePool else {
      throw refuse(
        .inconsistent(section: .pool, offset: at, expected: 2, found: Int(layer.kind.rawValue)))
    }
    try expect(layer.matrixCount, 0, at: at, of: .pool)
    try expect(layer.biasCount, 0, at: at, of: .pool)
    try expect(layer.outputs, previous.outputs, at: at, of: .pool)
    try expect(layer.outputBits, previous.outputBits, at: at, of: .pool)
    try expectUnused(layer, inputs: previous.outputs, inputBits: previous.outputBits, shift: 0)
  }

  private mutating func checkDense(
    _ layer: Layer, after previous: Layer
  ) throws(Refusal) {
    let at = layer.fileOffset
    try expectKind(layer, .dense)
    try expect(layer.matrixCount, 1, at: at, of: .dense)
    try expect(layer.inputs, previous.outputs, at: at, of: .dense)
    try expect(layer.inputBits, previous.outputBits, at: at, of: .dense)
    try check(layer.outputs, 1...256, at: at, of: .dense)
    try expect(layer.biasCount, layer.outputs, at: at, of: .dense)
    try expectShape(layer.matrices[0], layer.outputs, layer.inputs, at: at, of: .dense)
    try check(layer.shift, 0...30, at: at, of: .dense)
    try expect(Int(layer.inputLimit), 0, at: at, of: .dense)
    let sumBits = layer.inputBits + layer.matrices[0].fractionBits
    try check(sumBits, 0...60, at: at, of: .dense)
    try expect(layer.outputBits, sumBits - layer.shift, at: at, of: .dense)
    try checkBound(layer, 0, denseBound(layer))
  }

  /// The last layer gives the logits.
  private mutating func checkLast(
    _ layer: Layer, _ model: UnsafePointer<Model>
  ) throws(Refusal) {
    try expect(layer.shift, 0, at: layer.fileOffset, of: .dense)
    try expect(Int(layer.activation.rawValue), 0, at: layer.fileOffset, of: .dense)
    try expect(layer.outputs, model.pointee.labelCount, at: layer.fileOffset, of: .dense)
    try expect(
      model.pointee.logitBits, layer.outputBits, at: layer.fileOffset, of: .logitBits)
  }

  private mutating func expectKind(_ layer: Layer, _ kind: LayerKind) throws(Refusal) {
    try expect(
      Int(layer.kind.rawValue), Int(kind.rawValue), at: layer.fileOffset, of: .layerKind)
  }

  private mutating func expectShape(
    _ matrix: Matrix, _ rows: Int, _ columns: Int, at offset: Int, of section: ModelSection
  ) throws(Refusal) {
    try expect(matrix.rows, rows, at: offset, of: section)
    try expect(matrix.columns, columns, at: offset, of: section)
  }

  private mutating func expectUnused(
    _ layer: Layer, inputs: Int, inputBits: Int, shift: Int
  ) throws(Refusal) {
    let at = layer.fileOffset
    try expect(layer.inputs, inputs, at: at, of: .layer)
    try expect(layer.inputBits, inputBits, at: at, of: .layer)
    try expect(layer.shift, shift, at: at, of: .layer)
    try expect(Int(layer.activation.rawValue), 0, at: at, of: .layer)
    try expect(Int(layer.inputLimit), 0, at: at, of: .layer)
  }

  private mutating func checkBound(_ layer: Layer, _ index: Int, _ bound: Int64) throws(Refusal) {
    guard let small = Int32(exactly: bound) else {
      throw refuse(.couldOverflow(section: .sumBounds, offset: layer.boundOffset, bound: bound))
    }
    try expect(
      Int(clamping: layer.bounds[index]), Int(small), at: layer.boundOffset + 4 * index,
      of: .sumBounds)
  }
}
