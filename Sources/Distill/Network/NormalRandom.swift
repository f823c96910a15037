import KDCommon
import KDQuantize

extension Random {
  /// Normal with mean 0 and deviation 1: twelve uniform numbers less 6 would cut the tails, so
  /// this is Marsaglia's polar method, on the deterministic logarithm.
  package mutating func normal() -> Float {
    while true {
      let x = 2 * uniform() - 1
      let y = 2 * uniform() - 1
      let square = x * x + y * y
      if square < 1 && square > 1e-12 {
        return x * FloatMath.squareRoot(-2 * FloatMath.log(square) / square)
      }
    }
  }
}
