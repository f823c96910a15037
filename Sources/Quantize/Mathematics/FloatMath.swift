/// Float32 exp, tanh, sigmoid, square root and log from + − × ÷ and bit moves only.
///
/// IEEE 754 fixes the result of each of these operations, and Swift never fuses a product with a
/// sum, so every machine gives the same bits; a C library's functions do not. Each function exists
/// once, written over `FloatLanes`: a lane of a vector equals the scalar result bit for bit.
public enum FloatMath {}

/// What the functions need: `Float` itself, or a vector of `Float` with its lanes side by side.
public protocol FloatLanes {
  init(repeating value: Float)
  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
  static func / (a: Self, b: Self) -> Self
  /// The values, those below `low` or above `high` replaced by it. NaN stays NaN.
  func limited(_ low: Float, _ high: Float) -> Self
  /// 2^n for a value of 1.5 · 2^23 + n with −127 < n < 128: the integer n lies in the low bits.
  var powerOfTwoFromLowBits: Self { get }
  /// 1/√x within 4 %, from halving the exponent.
  var reciprocalRootEstimate: Self { get }
}

extension Float: FloatLanes {
  @inlinable @inline(always)
  public init(repeating value: Float) { self = value }

  @inlinable @inline(always)
  public func limited(_ low: Float, _ high: Float) -> Float {
    let floor = low > self ? low : self
    return high < floor ? high : floor
  }

  @inlinable @inline(always)
  public var powerOfTwoFromLowBits: Float {
    Float(bitPattern: (bitPattern << 23) &+ 0x3F80_0000)
  }

  @inlinable @inline(always)
  public var reciprocalRootEstimate: Float {
    Float(bitPattern: 0x5F37_59DF &- (bitPattern >> 1))
  }
}

extension SIMD4<Float>: FloatLanes {
  @inlinable @inline(always)
  public func limited(_ low: Float, _ high: Float) -> Self {
    let low = Self(repeating: low)
    let high = Self(repeating: high)
    let floor = replacing(with: low, where: low .> self)
    return floor.replacing(with: high, where: high .< floor)
  }

  @inlinable @inline(always)
  public var powerOfTwoFromLowBits: Self {
    let bits = unsafeBitCast(self, to: SIMD4<UInt32>.self)
    let power = (bits &<< 23) &+ SIMD4<UInt32>(repeating: 0x3F80_0000)
    return unsafeBitCast(power, to: Self.self)
  }

  @inlinable @inline(always)
  public var reciprocalRootEstimate: Self {
    let bits = unsafeBitCast(self, to: SIMD4<UInt32>.self)
    return unsafeBitCast(SIMD4<UInt32>(repeating: 0x5F37_59DF) &- (bits &>> 1), to: Self.self)
  }
}

extension SIMD8<Float>: FloatLanes {
  @inlinable @inline(always)
  public func limited(_ low: Float, _ high: Float) -> Self {
    let low = Self(repeating: low)
    let high = Self(repeating: high)
    let floor = replacing(with: low, where: low .> self)
    return floor.replacing(with: high, where: high .< floor)
  }

  @inlinable @inline(always)
  public var powerOfTwoFromLowBits: Self {
    let bits = unsafeBitCast(self, to: SIMD8<UInt32>.self)
    let power = (bits &<< 23) &+ SIMD8<UInt32>(repeating: 0x3F80_0000)
    return unsafeBitCast(power, to: Self.self)
  }

  @inlinable @inline(always)
  public var reciprocalRootEstimate: Self {
    let bits = unsafeBitCast(self, to: SIMD8<UInt32>.self)
    return unsafeBitCast(SIMD8<UInt32>(repeating: 0x5F37_59DF) &- (bits &>> 1), to: Self.self)
  }
}

extension FloatMath {
  /// e^x within 3 · 10⁻⁷ of it, relatively. Below −87 and above 88 it stays at e^−87 and e^88.
  @inlinable @inline(always)
  public static func exp<V: FloatLanes>(_ x: V) -> V {
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
  public static func tanh<V: FloatLanes>(_ x: V) -> V {
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
  public static func sigmoid<V: FloatLanes>(_ x: V) -> V {
    let half = V(repeating: 0.5)
    return half + half * tanh(half * x)
  }

  /// √x within 3 · 10⁻⁷ of it, relatively, for 10⁻³⁶ ≤ x ≤ 10³⁶; 0 for 0.
  ///
  /// Swift calls a C library function for a vector's square root, or for a scalar's in a loop.
  @inlinable @inline(always)
  public static func squareRoot<V: FloatLanes>(_ x: V) -> V {
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
