/// Thirty-two 32-bit sums in eight vectors: four gates of eight units.
struct GateSums {
  var i: (Int32x4, Int32x4)
  var f: (Int32x4, Int32x4)
  var g: (Int32x4, Int32x4)
  var o: (Int32x4, Int32x4)

  @inline(always)
  init(
    i: (Int32x4, Int32x4), f: (Int32x4, Int32x4), g: (Int32x4, Int32x4), o: (Int32x4, Int32x4)
  ) {
    self.i = i
    self.f = f
    self.g = g
    self.o = o
  }

  @inline(always)
  init(repeating value: Int32) {
    let start = Int32x4(repeating: value)
    self.init(i: (start, start), f: (start, start), g: (start, start), o: (start, start))
  }

  /// Adds `pairs` pairs of columns times interleaved weights [pair][gate][2 vectors].
  ///
  /// The bounds checked at load keep every partial sum inside 32 bits.
  @inline(always)
  mutating func add(
    _ columns: UnsafePointer<Int32>, _ weights: UnsafePointer<Int16x8>, pairs: Int
  ) {
    for pair in 0..<pairs {
      let x = unsafeBitCast(Int32x4(repeating: columns[pair]), to: Int16x8.self)
      let w = weights.advanced(by: 8 &* pair)
      i.0 &+= multiplyAddPairs(x, w[0])
      i.1 &+= multiplyAddPairs(x, w[1])
      f.0 &+= multiplyAddPairs(x, w[2])
      f.1 &+= multiplyAddPairs(x, w[3])
      g.0 &+= multiplyAddPairs(x, w[4])
      g.1 &+= multiplyAddPairs(x, w[5])
      o.0 &+= multiplyAddPairs(x, w[6])
      o.1 &+= multiplyAddPairs(x, w[7])
    }
  }
}
