/// Seeded random numbers: xoshiro256** (Blackman and Vigna, "Scrambled linear pseudorandom number
/// generators", 2021), its state filled by SplitMix64. For training.
///
/// The same seed and stream give the same numbers everywhere.
package struct Random: Equatable {
  /// All that decides the numbers to come.
  package var state: (UInt64, UInt64, UInt64, UInt64)

  /// `stream` separates uses of one seed: two streams share no number sequence.
  package init(seed: UInt64, stream: UInt64 = 0) {
    var filler = SplitMix64(seed: seed)
    _ = filler.next()
    filler.state ^= stream &* 0xd134_2543_de82_ef95
    state = (filler.next(), filler.next(), filler.next(), filler.next())
  }

  /// Equal ones draw equal numbers from here on.
  package static func == (a: Random, b: Random) -> Bool { a.state == b.state }

  /// 64 random bits.
  @inline(always)
  package mutating func next() -> UInt64 {
    let product = state.1 &* 5
    let result = ((product << 7) | (product >> 57)) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = (state.3 << 45) | (state.3 >> 19)
    return result
  }

  /// Uniform in 0 ..< 1, a multiple of 2⁻²⁴.
  package mutating func uniform() -> Float { Float(next() >> 40) * 0x1p-24 }

  /// Uniform in 0 ..< `bound`, below 2³²: the high half of a 32 × 32 bit product.
  package mutating func below(_ bound: Int) -> Int {
    Int(((next() >> 32) &* UInt64(bound)) >> 32)
  }

  /// Puts `elements` in random order (Fisher and Yates).
  package mutating func shuffle(_ elements: UnsafeMutableBufferPointer<Int32>) {
    guard elements.count > 1 else { return }
    for last in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(last, below(last + 1))
    }
  }
}
