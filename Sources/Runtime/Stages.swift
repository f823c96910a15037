// The stages behind the tokens: what a score consists of, and what a profile times.

extension Scorer {
  /// Tokens [count] of the arena → pooled.
  package mutating func encode(_ count: Int) {
    if plan.paddedHidden == 0 { return poolEmbeddings(count) }
    if options.kernel == .scalar { return scalarBiLSTM(count) }
    vectorBiLSTM(count)
  }

  /// Pooled → logits.
  package mutating func dense() {
    if options.kernel == .scalar { return scalarDense() }
    vectorDense()
  }

  /// Whether a table replaces the projection of the embedded token.
  package var isInputFolded: Bool { plan.foldTable > 0 }

  /// Fills the folded table with the kernel's own projection.
  func foldInputs() {
    for token in 0..<model.vocabularyCount {
      if options.kernel == .scalar {
        foldScalar(token)
      } else {
        for direction in 0..<2 { project(token, direction, into: foldRow(token)) }
      }
    }
  }
}
