/// Pairs of columns of the hidden state, each spread over a lane.
struct Columns {
  var c0, c1, c2, c3, c4, c5, c6, c7: Units
}

/// The two sums of one gate for the units of one vector; they start at the rounding constant.
struct GateSum {
  var first = roundingSums
  var second = roundingSums

  /// Adds one slot of weights [slot][two sums].
  @inline(always)
  mutating func add(_ column: Units, _ weights: UnsafePointer<Units>, _ slot: Int) {
    first = addPairs(first, column, weights[2 &* slot])
    second = addPairs(second, column, weights[2 &* slot &+ 1])
  }

  /// The sums' upper halves, in the order of the units.
  @inline(always)
  var upper: Units { ordered(highHalves(first, second)) }
}
