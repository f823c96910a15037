/// The sums of four gates of eight units.
struct GateSums {
  var i: (Sums, Sums)
  var f: (Sums, Sums)
  var g: (Sums, Sums)
  var o: (Sums, Sums)

  /// Sums that start at `start` [gate][two vectors].
  @inline(always)
  init(_ start: UnsafePointer<Int32x4>) {
    i = (startingSums(at: start[0]), startingSums(at: start[1]))
    f = (startingSums(at: start[2]), startingSums(at: start[3]))
    g = (startingSums(at: start[4]), startingSums(at: start[5]))
    o = (startingSums(at: start[6]), startingSums(at: start[7]))
  }

  /// Sums that start at the rounding constant.
  @inline(always)
  init() {
    let start = roundingSums
    i = (start, start)
    f = (start, start)
    g = (start, start)
    o = (start, start)
  }

  /// Adds `pairs` pairs of columns times interleaved weights [pair][gate][2 vectors].
  ///
  /// The bounds checked at load keep every partial sum inside 32 bits.
  @inline(always)
  mutating func add(
    _ columns: UnsafePointer<Int32>, _ weights: UnsafePointer<Int16x8>, pairs: Int
  ) {
    for pair in 0..<pairs {
      let x = spread(columns[pair])
      let w = weights.advanced(by: 8 &* pair)
      i.0 = addPairs(i.0, x, w[0])
      i.1 = addPairs(i.1, x, w[1])
      f.0 = addPairs(f.0, x, w[2])
      f.1 = addPairs(f.1, x, w[3])
      g.0 = addPairs(g.0, x, w[4])
      g.1 = addPairs(g.1, x, w[5])
      o.0 = addPairs(o.0, x, w[6])
      o.1 = addPairs(o.1, x, w[7])
    }
  }
}
