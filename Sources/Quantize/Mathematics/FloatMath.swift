/// Float32 exp, tanh, sigmoid, square root and log from + − × ÷ and bit moves only.
///
/// IEEE 754 fixes the result of each of these operations, and Swift never fuses a product with a
/// sum, so every machine gives the same bits; a C library's functions do not. Each function exists
/// once, written over `FloatVector`: a lane of a vector equals the scalar result bit for bit.
public enum FloatMath {}

extension FloatMath {
  /// e^x within 3 · 10⁻⁷ of it, relatively. Below −87 and above 88 it stays at e^−87 and e^88.
  @inlinable @inline(always)
  public static func exp<V: FloatVector>(_ x: V) -> V {
    // x = n ln 2 + r, |r| ≤ ln 2 / 2; adding 1.5 · 2^23 rounds to the nearest integer.
    let magic = V(repeating: 12_582_912)
    let x = x.limited(-87, 88)
    let shifted = x * V(repeating: 1.442_695_04) + magic
    let n = shifted - magic
    // ln 2 in two parts: the first has few bits, so n times it is exact.
    let r = x - n * V(repeating: 0.693_359_375) - n * V(repeating: -2.121_944_4e-4)
    // Taylor's series to r⁷.
    var y = V(repeating: 1.984_127e-4) * r + V(repeating: 1.388_888_9e-3)
    y = y * r + V(repeating: 8.333_333_8e-3)
    y = y * r + V(repeating: 4.166_666_8e-2)
    y = y * r + V(repeating: 0.166_666_67)
    y = y * r + V(repeating: 0.5)
    y = y * r + V(repeating: 1)
    y = y * r + V(repeating: 1)
    return y * shifted.powerOfTwoFromLowBits
  }

  /// tanh x within 4 · 10⁻⁷ of it, relatively; odd, never beyond ±1.
  ///
  /// x · P(x²) / Q(x²) of degree 4 over 4, fitted to |x| ≤ 9.02, where float32 tanh reaches 1.
  @inlinable @inline(always)
  public static func tanh<V: FloatVector>(_ x: V) -> V {
    let x = x.limited(-9.02, 9.02)
    let u = x * x
    var p = V(repeating: 1.331_908_45e-8) * u + V(repeating: 2.058_349_5e-5)
    p = p * u + V(repeating: 3.494_035_5e-3)
    p = p * u + V(repeating: 0.133_797_18)
    p = p * u + V(repeating: 1)
    var q = V(repeating: 7.762_025_7e-7) * u + V(repeating: 3.283_094_3e-4)
    q = q * u + V(repeating: 2.587_107_8e-2)
    q = q * u + V(repeating: 0.467_130_33)
    q = q * u + V(repeating: 1)
    return (x * p / q).limited(-1, 1)
  }

  /// 1 / (1 + e^−x) within 3 · 10⁻⁷, absolutely; in 0 … 1. From (1 + tanh(x/2)) / 2.
  @inlinable @inline(always)
  public static func sigmoid<V: FloatVector>(_ x: V) -> V {
    let half = V(repeating: 0.5)
    return half + half * tanh(half * x)
  }

  /// √x within 3 · 10⁻⁷ of it, relatively, for 10⁻³⁶ ≤ x ≤ 10³⁶; 0 for 0.
  ///
  /// Swift calls a C library function for a vector's square root, or for a scalar's in a loop.
  @inlinable @inline(always)
  public static func squareRoot<V: FloatVector>(_ x: V) -> V {
    // Newton's steps for 1/√x, each of which squares the error: 4 %, 0.2 %, 5 · 10⁻⁶, 10⁻¹¹.
    let threeHalves = V(repeating: 1.5)
    let half = V(repeating: 0.5) * x
    var y = x.reciprocalRootEstimate
    y = y * (threeHalves - half * y * y)
    y = y * (threeHalves - half * y * y)
    y = y * (threeHalves - half * y * y)
    return x * y
  }

  /// The natural logarithm of a positive, normal, finite x, within 2 · 10⁻⁷ relatively
  /// (absolutely 10⁻⁷ near 1).
  @inlinable
  public static func log(_ x: Float) -> Float {
    precondition(x >= Float.leastNormalMagnitude && x.isFinite, "log of \(x)")
    // x = 2^n · m with m in √½ … √2, then ln m = 2 artanh s, s = (m − 1) / (m + 1).
    var n = Int32(bitPattern: x.bitPattern >> 23) - 127
    var m = Float(bitPattern: (x.bitPattern & 0x007F_FFFF) | 0x3F80_0000)
    if m > 1.414_213_5 {
      m *= 0.5
      n += 1
    }
    let s = (m - 1) / (m + 1)
    let u = s * s
    var y = u * Float(0.111_111_11) + Float(0.142_857_15)
    y = y * u + Float(0.2)
    y = y * u + Float(0.333_333_34)
    let lower = 2 * s * u * y + Float(n) * Float(-2.121_944_4e-4)
    return lower + 2 * s + Float(n) * Float(0.693_359_375)
  }
}
