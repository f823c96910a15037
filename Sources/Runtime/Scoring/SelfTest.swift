extension Scorer {
  /// Scores the golden vectors of the model's file (`Model.golden`) and returns how many give other
  /// logits than the file states. 0 of them all proves this machine and this build.
  public mutating func countWrongGolden() -> Int {
    var wrongCount = 0
    for index in 0..<model.goldenVectorCount where !isExact(index) { wrongCount += 1 }
    return wrongCount
  }

  private mutating func isExact(_ index: Int) -> Bool {
    let golden = model.golden(index)
    if !score(golden.text, item: golden.item).reason.isScored { return false }
    for label in 0..<logits.count where logits[label] != model.goldenLogit(index, label) {
      return false
    }
    return true
  }
}
