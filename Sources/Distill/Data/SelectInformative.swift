import KDQuantize

extension DataSplit {
  /// Keeps, of the training responses without a label, the `count` on which the teacher is least
  /// sure, where they stand; the others go, and with them those that no teacher has a row for.
  ///
  /// Uncertainty sampling with entropy as the measure (Settles, *Active Learning Literature
  /// Survey*, 2009, section 3.1), the teacher being the one that labels: a response counts as much
  /// as H(p) = −Σ p log p of its soft labels p. [0.5, 0.5] goes before [0.9, 0.1]; of equals the
  /// first is taken.
  /// - Throws: `badData` when fewer than `count` responses have soft labels and no other label.
  /// - Complexity: O(n log n).
  public mutating func selectInformative(
    _ count: Int, _ teacher: TeacherMix
  ) throws(DataError) {
    let candidates = train.indices.compactMap { index -> (index: Int, entropy: Float)? in
      guard train[index].label == nil, let row = teacher.rows[train[index].id] else { return nil }
      return (index, entropy(row))
    }
    guard candidates.count >= count else {
      throw .bad(
        "training responses", nil, "too few without a label to select from",
        expected: "at least \(count) that a teacher has a row for", got: "\(candidates.count)")
    }
    let ranked = candidates.sorted { ($1.entropy, $0.index) < ($0.entropy, $1.index) }
    let kept = Set(ranked.prefix(count).map(\.index))
    let before = train.count
    train = train.indices.filter { train[$0].label != nil || kept.contains($0) }.map { train[$0] }
    notSelected = before - train.count
  }
}

/// −Σ p log p in nats; p log p → 0.
func entropy(_ probabilities: [Float]) -> Float {
  probabilities.reduce(0) { sum, p in
    p < Float.leastNormalMagnitude ? sum : sum - p * FloatMath.log(p)
  }
}
