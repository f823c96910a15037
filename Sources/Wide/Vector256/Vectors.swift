// What the folders VectorCell and Interleaved ask of a width: vectors of two lanes of eight units, by the
// intrinsics of vectors.h. No generic function of the standard library: a specialised copy of one
// would be compiled for wide vectors and might serve the rest of the program.
import Intrinsics

typealias Units = SIMD16<Int16>
typealias Sums = SIMD8<Int32>

/// Sums that start at the rounding constant of a shift by 16.
@inline(always) var roundingSums: Sums { Sums(repeating: 0x8000) }

@inline(always) func all(_ value: Int16) -> Units { lanes_all(value) }
@inline(always) func doubled(_ a: Units) -> Units { a &+ a }
@inline(always) func absolute(_ a: Units) -> Units { lanes_absolute(a) }
@inline(always) func larger(_ a: Units, _ b: Units) -> Units { lanes_larger(a, b) }
@inline(always) func smaller(_ a: Units, _ b: Units) -> Units { lanes_smaller(a, b) }
@inline(always) func multiplyHigh(_ a: Units, _ b: Units) -> Units { lanes_multiply_high(a, b) }

/// `a`, negated where `origin` is negative.
@inline(always) func withSign(_ a: Units, _ origin: Units) -> Units { lanes_with_sign(a, origin) }

/// The two sums of a gate are those of each lane's even and odd units.
@inline(always)
func addPairs(_ sum: Sums, _ a: Units, _ b: Units) -> Sums { lanes_add_pairs(sum, a, b) }

@inline(always) func highHalves(_ a: Sums, _ b: Sums) -> Units { lanes_high_halves(a, b) }

/// Tells the compiler where a value is wanted.
@inline(always) func ordered(_ a: Units) -> Units { lanes_ordered(a) }

extension Columns {
  /// The hidden state's 16 units, in pairs; each lane begins with its own eight.
  @inline(always)
  init(_ own: Units) {
    let other = lanes_ordered(lanes_swapped(own))
    c0 = lanes_spread0(own)
    c1 = lanes_spread1(own)
    c2 = lanes_spread2(own)
    c3 = lanes_spread3(own)
    c4 = lanes_spread0(other)
    c5 = lanes_spread1(other)
    c6 = lanes_spread2(other)
    c7 = lanes_spread3(other)
  }

  @inline(always)
  init(_ hidden: UnsafePointer<Units>) { self.init(hidden[0]) }
}
