// Runs the layers: tokens → pooled → logits. Here and nowhere else the kinds of a model's layers and
// the kernel choose the code that runs.

extension Scorer {
  /// Tokens [count] of the arena → pooled.
  package mutating func encode(_ count: Int) {
    if plan.pointee.biLSTM.units == 0 { return poolEmbeddings(count) }
    if options.kernel.isScalar { return scalarBiLSTM.run(count) }
    vectorBiLSTM.pointee.run(count)
  }

  /// Pooled → logits.
  package mutating func dense() {
    if options.kernel.isScalar { return scalarDense() }
    vectorDense()
  }

  /// Whether a table replaces the projection of the embedded token.
  package var isInputFolded: Bool { plan.pointee.biLSTM.isFolded }

  /// Fills what the layers read but the model's file does not hold: widened weights, folded inputs.
  func prepareLayers() {
    if !options.kernel.isScalar { prepareVectors() }
    guard isInputFolded else { return }
    if options.kernel.isScalar {
      let biLSTM = scalarBiLSTM
      for token in 0..<model.pointee.vocabularyCount {
        biLSTM.fold(token, into: foldedInputs(token))
      }
    } else {
      for token in 0..<model.pointee.vocabularyCount {
        for direction in 0..<2 {
          inputProjection.pointee.project(token, direction, into: foldedInputs(token))
        }
      }
    }
  }

  /// A student without LSTM: the embeddings themselves are pooled.
  private func poolEmbeddings(_ count: Int) {
    let (matrix, pooling) = (model.pointee.embedding.matrix, pooling)
    let (tokens, embedded) = (tokens, embedded)
    pooling.begin(matrix.columns)
    for index in 0..<count {
      matrix.widen(Int(tokens[index]), into: embedded)
      pooling.add(embedded, at: 0, matrix.columns)
    }
    pooling.end(matrix.columns, count: count)
  }
}
