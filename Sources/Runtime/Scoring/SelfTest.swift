extension Scorer {
  /// Scores the golden vectors of the model's file and returns how many give other logits than the
  /// file states. 0 of them all proves this machine and this build.
  public mutating func countWrongGolden() -> Int {
    var wrongCount = 0
    for golden in model.pointee.golden where !isExact(golden) { wrongCount += 1 }
    return wrongCount
  }

  private mutating func isExact(_ golden: GoldenVector) -> Bool {
    if !score(golden.text, item: golden.item).reason.isScored { return false }
    for label in 0..<logits.count where logits[label] != golden.logits[label] { return false }
    return true
  }
}
