import KDQuantize

/// The sums of 2 × 16 elements, in eight registers.
struct BlockSums {
  typealias V = SIMD4<Float>
  private var a0, a1, a2, a3: V
  private var b0, b1, b2, b3: V

  @inline(always)
  init(_ addend0: UnsafePointer<Float>, _ addend1: UnsafePointer<Float>) {
    a0 = .load(addend0)
    a1 = .load(addend0 + 4)
    a2 = .load(addend0 + 8)
    a3 = .load(addend0 + 12)
    b0 = .load(addend1)
    b1 = .load(addend1 + 4)
    b2 = .load(addend1 + 8)
    b3 = .load(addend1 + 12)
  }

  /// Adds `left0` times the 16 values at `right` to the first row, `left1` times to the second:
  /// the right factor is read once for two rows.
  @inline(always)
  mutating func add(_ left0: Float, _ left1: Float, _ right: UnsafePointer<Float>) {
    let f0 = V(repeating: left0)
    let f1 = V(repeating: left1)
    let r0 = V.load(right)
    a0 += f0 * r0
    b0 += f1 * r0
    let r1 = V.load(right + 4)
    a1 += f0 * r1
    b1 += f1 * r1
    let r2 = V.load(right + 8)
    a2 += f0 * r2
    b2 += f1 * r2
    let r3 = V.load(right + 12)
    a3 += f0 * r3
    b3 += f1 * r3
  }

  @inline(always)
  func store(_ out0: Floats, _ out1: Floats) {
    a0.store(out0)
    a1.store(out0 + 4)
    a2.store(out0 + 8)
    a3.store(out0 + 12)
    b0.store(out1)
    b1.store(out1 + 4)
    b2.store(out1 + 8)
    b3.store(out1 + 12)
  }
}
