/// The first layer: token id → a row of the matrix.
struct EmbeddingLayer {
  /// [vocabulary, outputs].
  let matrix: Matrix

  /// Values of a token's vector.
  var outputs: Int { matrix.columns }
  /// They are integers over 2^`outputBits`.
  var outputBits: Int { matrix.fractionBits }
}

extension EmbeddingLayer {
  /// The layer that `table` states, checked.
  init(
    _ table: LayerTable, vocabularyCount: Int, _ cursor: inout FileCursor
  ) throws(Refusal) {
    let at = table.offset
    try table.expectKind(.embedding, &cursor)
    try cursor.expect(table.matrixCount, 1, at: at, of: .embedding)
    try cursor.expect(table.biases.count, 0, at: at, of: .embedding)
    matrix = table.matrices[0]
    try cursor.expect(matrix.rows, vocabularyCount, at: at, of: .embedding)
    try cursor.expect(matrix.columns, table.outputs, at: at, of: .embedding)
    try cursor.check(table.outputs, ModelLimits.embeddingSizes, at: at, of: .embedding)
    try cursor.expect(table.outputBits, matrix.fractionBits, at: at, of: .embedding)
    try table.expectUnused(inputs: 0, inputBits: 0, &cursor)
    var largest = 0
    for column in 0..<matrix.columns { largest = max(largest, matrix.columnMaximum(column)) }
    try table.checkBound(0, Int64(largest), &cursor)
  }
}
