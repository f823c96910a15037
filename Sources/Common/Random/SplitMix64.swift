/// Seeded random numbers: SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number
/// generators", 2014). For splits of data, sample data and texts of a self-test.
///
/// The same seed gives the same numbers everywhere; the system's generator would give other data
/// on every run.
package struct SplitMix64 {
  /// All that decides the numbers to come.
  package var state: UInt64

  package init(seed: UInt64) { state = seed }

  /// 64 random bits.
  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// An integer in 0 ..< `bound`; the bias, below bound ÷ 2⁶⁴, is of no consequence here.
  package mutating func below(_ bound: Int) -> Int {
    Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// The same by the remainder: other numbers, which golden vectors are made of.
  package mutating func remainder(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  /// A number in 0 ..< 1 with 53 bits.
  package mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// Whether an event of probability `p` happens.
  package mutating func happens(_ p: Double) -> Bool { unit() < p }

  /// An element of `elements`, which must not be empty.
  package mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[below(elements.count)]
  }

  /// Fisher–Yates. The library's own shuffle may change between Swift versions.
  package mutating func shuffle<Element>(_ elements: inout [Element]) {
    for last in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(last, below(last + 1))
    }
  }
}
