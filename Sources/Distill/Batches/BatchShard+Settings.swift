extension BatchShard {
  /// What a batch's loss is made of, and what dropout it has.
  package struct Settings: Sendable {
    package let loss: DistillationLoss
    let penalty: ShortcutPenalty?
    /// Of `HiddenAlignment`; 0 leaves it out.
    let hiddenWeight: Float
    let dropout: Dropout?
    let wordDropout: Dropout?
    /// Token ids up to this are words (or unknown), above it items, which are never dropped.
    let words: Int

    /// Rates of 0 are no dropout, as validation needs it.
    package init(
      loss: DistillationLoss, penalty: ShortcutPenalty? = nil, hiddenWeight: Float = 0,
      dropout: Float = 0, wordDropout: Float = 0, words: Int = 0
    ) {
      self.loss = loss
      self.penalty = penalty
      self.hiddenWeight = hiddenWeight
      self.dropout = dropout > 0 ? Dropout(rate: dropout) : nil
      self.wordDropout = wordDropout > 0 ? Dropout(rate: wordDropout) : nil
      self.words = words
    }
  }
}
