// The small checks that the reader repeats.

extension FileCursor {
  /// A number inside `range`.
  @inline(never)
  mutating func check(
    _ found: Int, _ range: ClosedRange<Int>, at offset: Int, of section: ModelSection
  ) throws(Refusal) {
    guard range.contains(found) else {
      throw refuse(
        .outOfRange(
          section: section, offset: offset, found: found, least: range.lowerBound,
          most: range.upperBound))
    }
  }

  /// A number that another part of the file implies.
  @inline(never)
  mutating func expect(
    _ found: Int, _ expected: Int, at offset: Int, of section: ModelSection
  ) throws(Refusal) {
    guard found == expected else {
      throw refuse(
        .inconsistent(section: section, offset: offset, expected: expected, found: found))
    }
  }

  /// The bit pattern of a finite, non-negative float32; exponent 255 is infinity or NaN.
  mutating func finite(
    _ offset: Int, of section: ModelSection
  ) throws(Refusal) -> UInt32 {
    let bits = uint32(at: offset)
    try check(bits, 0...0x7F7F_FFFF, at: offset, of: section)
    return UInt32(bits)
  }

  /// Counts lines joined by line feeds; none may be empty or wider than `width` bytes.
  mutating func countLines(
    _ run: FileRange, least: Int, most: Int, width: Int, of section: ModelSection
  ) throws(Refusal) -> Int {
    var count = 0
    var start = run.offset
    if run.count > 0 {
      for position in run.offset...run.range.upperBound {
        let isEnd = position == run.range.upperBound
        guard isEnd || bytes[position] == lineFeed else { continue }
        try check(position - start, 1...width, at: start, of: section)
        start = position + 1
        count += 1
      }
    }
    try check(count, least...max(least, most), at: run.offset, of: section)
    return count
  }
}
