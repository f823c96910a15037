/// A `Float`, or four of them side by side: an inner loop and a function of `FloatMath` are written
/// once over this, and run on `SIMD4<Float>` with `Float` for what is left of a row. A lane of a
/// vector equals the scalar result bit for bit.
///
/// Public, as `FloatMath` is: of a package's own protocol the compiler keeps no conformance for other
/// modules, and generic code over it runs unspecialised, at many times the instructions.
public protocol FloatVector {
  /// How many floats.
  static var width: Int { get }
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
  /// The `width` floats from `source` on; no alignment is asked for.
  static func load(_ source: UnsafePointer<Float>) -> Self
  /// Puts them at `target`.
  func store(_ target: UnsafeMutablePointer<Float>)
  /// Float by float: `candidate` and `index` where `candidate` is greater, else what is there.
  static func keepGreater(
    _ candidate: Self, _ index: Self, _ best: inout Self, _ bestIndex: inout Self)
  /// The value where `a` equals `b`, else 0.
  func kept(where a: Self, equals b: Self) -> Self
}

extension Float: FloatVector {
  /// How many floats: 1.
  @inlinable @inline(always)
  public static var width: Int { 1 }

  /// The value itself.
  @inlinable @inline(always)
  public init(repeating value: Float) { self = value }

  /// Limited to `low` ... `high`; NaN stays NaN.
  @inlinable @inline(always)
  public func limited(_ low: Float, _ high: Float) -> Float {
    let floor = low > self ? low : self
    return high < floor ? high : floor
  }

  /// 2^n of the low bits.
  @inlinable @inline(always)
  public var powerOfTwoFromLowBits: Float {
    Float(bitPattern: (bitPattern << 23) &+ 0x3F80_0000)
  }

  /// 1/√x within 4 %.
  @inlinable @inline(always)
  public var reciprocalRootEstimate: Float {
    Float(bitPattern: 0x5F37_59DF &- (bitPattern >> 1))
  }

  /// Read from `source`.
  @inlinable @inline(always)
  public static func load(_ source: UnsafePointer<Float>) -> Float { source.pointee }

  /// Written to `target`.
  @inlinable @inline(always)
  public func store(_ target: UnsafeMutablePointer<Float>) { target.pointee = self }

  /// The greater, with its index.
  @inlinable @inline(always)
  public static func keepGreater(
    _ candidate: Float, _ index: Float, _ best: inout Float, _ bestIndex: inout Float
  ) {
    guard candidate > best else { return }
    best = candidate
    bestIndex = index
  }

  /// The value where `a` equals `b`, else 0.
  @inlinable @inline(always)
  public func kept(where a: Float, equals b: Float) -> Float { a == b ? self : 0 }
}

extension SIMD4<Float>: FloatVector {
  /// How many floats: 4.
  @inlinable @inline(always)
  public static var width: Int { 4 }

  /// Limited to `low` ... `high`; NaN stays NaN.
  @inlinable @inline(always)
  public func limited(_ low: Float, _ high: Float) -> Self {
    let low = Self(repeating: low)
    let high = Self(repeating: high)
    let floor = replacing(with: low, where: low .> self)
    return floor.replacing(with: high, where: high .< floor)
  }

  /// 2^n of the low bits.
  @inlinable @inline(always)
  public var powerOfTwoFromLowBits: Self {
    let bits = unsafeBitCast(self, to: SIMD4<UInt32>.self)
    let power = (bits &<< 23) &+ SIMD4<UInt32>(repeating: 0x3F80_0000)
    return unsafeBitCast(power, to: Self.self)
  }

  /// 1/√x within 4 %.
  @inlinable @inline(always)
  public var reciprocalRootEstimate: Self {
    let bits = unsafeBitCast(self, to: SIMD4<UInt32>.self)
    return unsafeBitCast(SIMD4<UInt32>(repeating: 0x5F37_59DF) &- (bits &>> 1), to: Self.self)
  }

  /// Read from `source`.
  @inlinable @inline(always)
  public static func load(_ source: UnsafePointer<Float>) -> Self {
    UnsafeRawPointer(source).loadUnaligned(as: Self.self)
  }

  /// Written to `target`.
  @inlinable @inline(always)
  public func store(_ target: UnsafeMutablePointer<Float>) {
    UnsafeMutableRawPointer(target).storeBytes(of: self, as: Self.self)
  }

  /// The greater, with its index.
  @inlinable @inline(always)
  public static func keepGreater(
    _ candidate: Self, _ index: Self, _ best: inout Self, _ bestIndex: inout Self
  ) {
    let greater = candidate .> best
    best.replace(with: candidate, where: greater)
    bestIndex.replace(with: index, where: greater)
  }

  /// The value where `a` equals `b`, else 0.
  @inlinable @inline(always)
  public func kept(where a: Self, equals b: Self) -> Self {
    Self(repeating: 0).replacing(with: self, where: a .== b)
  }
}
