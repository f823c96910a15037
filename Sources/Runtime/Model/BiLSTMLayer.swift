/// A bidirectional LSTM behind the embedding: the forward direction reads the tokens in order, the
/// reverse one backwards.
struct BiLSTMLayer {
  let forward: LSTMDirection
  let reverse: LSTMDirection
  /// Right shift from the 32-bit sum of the projected input to a gate input.
  let shift: Int
  /// The projected input is clamped to ± this, so that int16 cannot wrap.
  let inputLimit: Int32

  /// Hidden units of one direction.
  var hidden: Int { forward.recurrentWeights.columns }
  /// Forward units, then reverse ones; integers over 2^`NumericBits.hidden`.
  var outputs: Int { 2 * hidden }

  /// Direction 0 is the forward one.
  subscript(_ direction: Int) -> LSTMDirection { direction == 0 ? forward : reverse }
}

/// One direction. Rows are in gate order i, f, g, o; those of i, f and o hold half of the real number,
/// because σ(z) = (1 + tanh(z/2)) / 2.
struct LSTMDirection {
  /// W_ih [4·H, inputs].
  let inputWeights: Matrix
  /// W_hh [4·H, H].
  let recurrentWeights: Matrix
  /// [4·H], scaled as the sum of the projected input.
  let biases: Int32Vector
}

/// Binary points fixed by the integer LSTM, docs/NUMERICS.md.
package enum NumericBits {
  package static var hidden: Int { 15 }
  package static var gate: Int { 10 }
  package static var recurrent: Int { 11 }
  package static var cell: Int { 11 }
}

extension BiLSTMLayer {
  /// The layer that `table` states, checked against what it reads.
  init(
    _ table: LayerTable, after embedding: EmbeddingLayer, _ cursor: inout FileCursor
  ) throws(Refusal) {
    let at = table.offset
    let hidden = table.outputs / 2
    try cursor.expect(table.matrixCount, 4, at: at, of: .biLSTM)
    try cursor.check(hidden, ModelLimits.hiddenSizes, at: at, of: .biLSTM)
    try cursor.expect(table.outputs, 2 * hidden, at: at, of: .biLSTM)
    try cursor.expect(table.inputs, embedding.outputs, at: at, of: .biLSTM)
    try cursor.expect(table.inputBits, embedding.outputBits, at: at, of: .biLSTM)
    try cursor.expect(table.outputBits, NumericBits.hidden, at: at, of: .biLSTM)
    try cursor.expect(table.biases.count, 8 * hidden, at: at, of: .biLSTM)
    try cursor.expect(Int(table.activation.rawValue), 0, at: at, of: .biLSTM)
    try cursor.check(table.shift, 1...30, at: at, of: .biLSTM)
    forward = LSTMDirection(table, 0)
    reverse = LSTMDirection(table, 1)
    shift = table.shift
    inputLimit = table.inputLimit
    let recurrentBound = max(
      try forward.check(table, 0, embedding.matrix, &cursor),
      try reverse.check(table, 1, embedding.matrix, &cursor))
    // The gate input is at most limit + bound >> 16 in magnitude, rounding included.
    let limit = 32_767 - Int(recurrentBound >> 16) - 1
    guard limit >= 1 else {
      throw cursor.refuse(.couldOverflow(section: .biLSTM, offset: at, bound: recurrentBound))
    }
    try cursor.expect(Int(inputLimit), limit, at: at, of: .inputLimit)
  }
}

extension LSTMDirection {
  /// Direction 0 or 1 of a table that holds four matrices and the biases of both.
  fileprivate init(_ table: LayerTable, _ direction: Int) {
    inputWeights = table.matrices[2 * direction]
    recurrentWeights = table.matrices[2 * direction + 1]
    let count = table.biases.count / 2
    biases = Int32Vector(count: count, start: table.biases.start + 4 * count * direction)
  }

  /// Checks shapes, binary points and bounds; returns the bound of the recurrent sums.
  @inline(never)
  fileprivate func check(
    _ table: LayerTable, _ index: Int, _ embedding: Matrix, _ cursor: inout FileCursor
  ) throws(Refusal) -> Int64 {
    let at = table.offset
    let hidden = table.outputs / 2
    try table.expectShape(inputWeights, 4 * hidden, embedding.columns, of: .biLSTM, &cursor)
    try table.expectShape(recurrentWeights, 4 * hidden, hidden, of: .biLSTM, &cursor)
    let bits = table.shift + NumericBits.gate - table.inputBits
    try cursor.expect(inputWeights.fractionBits, bits, at: at, of: .biLSTM)
    try cursor.expect(recurrentWeights.fractionBits, NumericBits.recurrent, at: at, of: .biLSTM)
    try table.checkBound(2 * index, inputBound(embedding), &cursor)
    let bound = recurrentBound
    try table.checkBound(2 * index + 1, bound, &cursor)
    return bound
  }

  /// max over gates of |bias| + Σ |W_ih| · max over tokens of |embedding|.
  private func inputBound(_ embedding: Matrix) -> Int64 {
    var maxima: InlineArray<256, Int16> = .init(repeating: 0)
    for column in 0..<embedding.columns { maxima[column] = Int16(embedding.columnMaximum(column)) }
    var largest: Int64 = 0
    for row in 0..<inputWeights.rows {
      var sum = abs(Int64(biases[row]))
      for column in 0..<inputWeights.columns {
        sum += Int64(abs(inputWeights.weight(row, column))) * Int64(maxima[column])
      }
      largest = max(largest, sum)
    }
    return largest
  }

  /// 2^15 for rounding + max over gates of Σ |W_hh| · 2^15.
  private var recurrentBound: Int64 {
    var largest: Int64 = 0
    for row in 0..<recurrentWeights.rows {
      largest = max(largest, recurrentWeights.rowMagnitude(row))
    }
    return 32_768 * (largest + 1)
  }
}
