// The stages behind the tokens: what a score consists of, and what a profile times.

extension Scorer {
  /// Tokens [count] of the arena → pooled.
  package mutating func encode(_ count: Int) {
    if plan.paddedHidden == 0 { return poolEmbeddings(count) }
    if options.kernel.isScalar { return scalarBiLSTM(count) }
    vectorBiLSTM(count)
  }

  /// The same with one direction of a BiLSTM alone, to time it; the pooled vector is of no use.
  package mutating func encode(_ count: Int, direction: Int) {
    if plan.paddedHidden == 0 { return poolEmbeddings(count) }
    if options.kernel.isScalar { return scalarBiLSTM(count, direction..<direction + 1) }
    vectorBiLSTM(count, direction: direction)
  }

  /// Only the inputs of `encode`, to time them: reads the folded rows or projects every token.
  package mutating func gatherInputs(_ count: Int) -> Int {
    var sum = 0
    for index in 0..<count {
      let token = Int(tokens[index])
      for direction in 0..<2 {
        var row = foldRow(token)
        if !isInputFolded {
          row = steps
          if options.kernel.isScalar { embed(token) } else { project(token, direction, into: row) }
        }
        // One value of each cache line.
        for line in 0..<(plan.paddedHidden + 7) / 8 {
          sum &+= Int(row[direction * 4 * plan.paddedHidden + 32 * line])
        }
      }
    }
    return sum
  }

  /// Pooled → logits.
  package mutating func dense() {
    if options.kernel.isScalar { return scalarDense() }
    vectorDense()
  }

  /// Whether a table replaces the projection of the embedded token.
  package var isInputFolded: Bool { plan.foldTable > 0 }

  /// Fills the folded table with the kernel's own projection.
  func foldInputs() {
    for token in 0..<model.vocabularyCount {
      if options.kernel.isScalar {
        foldScalar(token)
      } else {
        for direction in 0..<2 { project(token, direction, into: foldRow(token)) }
      }
    }
  }
}
