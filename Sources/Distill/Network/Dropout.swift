import KDQuantize
import KDCommon

/// Inverted dropout: a value is dropped with probability `rate`, else multiplied by 1/(1 − rate),
/// so that nothing has to change when the student is used.
package struct Dropout {
  package let rate: Float
  private let scale: Float
  private let threshold: UInt32

  package init(rate: Float) {
    precondition(rate >= 0 && rate < 1, "dropout rate \(rate)")
    self.rate = rate
    threshold = UInt32(rate * 65_536 + 0.5)
    scale = 1 / (1 - Float(threshold) / 65_536)
  }

  /// `count` factors, each 0 or 1/(1 − rate); `mask` has room for `count` rounded up to 4.
  package func fill(_ mask: Floats, _ count: Int, _ random: inout Random) {
    let scales = SIMD4<Float>(repeating: scale)
    let thresholds = SIMD4<UInt32>(repeating: threshold)
    for i in stride(from: 0, to: count, by: 4) {
      // Sixteen random bits a factor.
      let bits = unsafeBitCast(random.next(), to: SIMD4<UInt16>.self)
      let wide = SIMD4<UInt32>(truncatingIfNeeded: bits)
      SIMD4<Float>(repeating: 0).replacing(with: scales, where: wide .>= thresholds)
        .store(mask + i)
    }
  }
}

/// values[i] ·= factors[i].
@inline(always)
func multiply(_ values: Floats, by factors: UnsafePointer<Float>, _ count: Int) {
  for i in 0..<count { values[i] *= factors[i] }
}
