/// The candidate that differs from `word` by at most two edits, in fewer than half of its letters.
func nearest(_ word: String, among candidates: [String]) -> String? {
  let letters = word.utf8.count { $0 != UInt8(ascii: "-") }
  let ranked = candidates.map { ($0, editDistance(Array(word.utf8), Array($0.utf8))) }
  guard let best = ranked.min(by: { $0.1 < $1.1 }), best.1 <= 2,
    2 * best.1 < letters
  else { return nil }
  return best.0
}

/// Insertions, deletions and substitutions that turn `a` into `b`.
private func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
  var row = Array(0...b.count)
  for (i, x) in a.prefix(64).enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, y) in b.enumerated() {
      let above = row[j + 1]
      row[j + 1] = min(diagonal + (x == y ? 0 : 1), above + 1, row[j] + 1)
      diagonal = above
    }
  }
  return row[b.count]
}
