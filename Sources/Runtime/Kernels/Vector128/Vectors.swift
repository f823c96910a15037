// 128-bit integer vectors in the standard library's types. Each function below compiles to one
// or two instructions on SSE2 and NEON; wider types or conversions of 16 lanes would be calls.

typealias Int16x8 = SIMD8<Int16>
typealias Int32x4 = SIMD4<Int32>
typealias Int32x8 = SIMD8<Int32>

// The standard library's conversions are generic: a copy specialised in one file is a call from
// every other. These are lane by lane, which the compiler turns into one instruction or two.

/// Eight integers in 32 bits.
@inline(always)
func widened(_ v: Int16x8) -> Int32x8 {
  Int32x8(
    Int32(v[0]), Int32(v[1]), Int32(v[2]), Int32(v[3]),
    Int32(v[4]), Int32(v[5]), Int32(v[6]), Int32(v[7]))
}

/// The lower 16 bits of eight integers.
@inline(always)
func narrowed(_ v: Int32x8) -> Int16x8 {
  @inline(always) func low(_ value: Int32) -> Int16 { Int16(truncatingIfNeeded: value) }
  return Int16x8(
    low(v[0]), low(v[1]), low(v[2]), low(v[3]), low(v[4]), low(v[5]), low(v[6]), low(v[7]))
}

/// The upper 16 bits of eight integers.
@inline(always)
func upperHalves(_ v: Int32x8) -> Int16x8 {
  unsafeBitCast(v, to: SIMD16<Int16>.self).oddHalf
}

@inline(always)
func joined(_ a: Int32x4, _ b: Int32x4) -> Int32x8 {
  Int32x8(a[0], a[1], a[2], a[3], b[0], b[1], b[2], b[3])
}

/// Neighbours, added: lane k is v[2k] + v[2k+1].
@inline(always)
func addedPairs(_ v: Int32x8) -> Int32x4 {
  Int32x4(v[0], v[2], v[4], v[6]) &+ Int32x4(v[1], v[3], v[5], v[7])
}

/// (a · b) >> 16.
@inline(always)
func multiplyHigh(_ a: Int16x8, _ b: Int16x8) -> Int16x8 {
  upperHalves(widened(a) &* widened(b))
}

@inline(always)
func larger(_ a: Int16x8, _ b: Int16x8) -> Int16x8 {
  @inline(always) func lane(_ a: Int16, _ b: Int16) -> Int16 { b > a ? b : a }
  return Int16x8(
    lane(a[0], b[0]), lane(a[1], b[1]), lane(a[2], b[2]), lane(a[3], b[3]), lane(a[4], b[4]),
    lane(a[5], b[5]), lane(a[6], b[6]), lane(a[7], b[7]))
}

@inline(always)
func smaller(_ a: Int16x8, _ b: Int16x8) -> Int16x8 {
  @inline(always) func lane(_ a: Int16, _ b: Int16) -> Int16 { b < a ? b : a }
  return Int16x8(
    lane(a[0], b[0]), lane(a[1], b[1]), lane(a[2], b[2]), lane(a[3], b[3]), lane(a[4], b[4]),
    lane(a[5], b[5]), lane(a[6], b[6]), lane(a[7], b[7]))
}

@inline(always)
func clamped(_ value: Int32x4, _ least: Int32, _ most: Int32) -> Int32x4 {
  let high = Int32x4(repeating: most)
  let low = Int32x4(repeating: least)
  let capped = value.replacing(with: high, where: value .> high)
  return capped.replacing(with: low, where: capped .< low)
}

@inline(always)
func all(_ value: Int16) -> Int16x8 { Int16x8(repeating: value) }

@inline(always)
func doubled(_ a: Int16x8) -> Int16x8 { a &+ a }

@inline(always)
func absolute(_ a: Int16x8) -> Int16x8 { larger(a, Int16x8.zero &- a) }

/// `a`, negated where `origin` is negative.
@inline(always)
func withSign(_ a: Int16x8, _ origin: Int16x8) -> Int16x8 {
  let sign = origin &>> 15
  return (a ^ sign) &- sign
}

// MARK: - What the folders VectorCell and Interleaved ask of a width

typealias Units = Int16x8

/// The upper halves of the sums of eight units.
@inline(always)
func highHalves(_ a: Sums, _ b: Sums) -> Int16x8 {
  upperHalves(joined(totals(a), totals(b)))
}

/// Tells a compiler that sorts instructions where a value is wanted; nothing here.
@inline(always)
func ordered(_ a: Units) -> Units { a }

extension Columns {
  /// The hidden state's 16 units, in pairs.
  @inline(always)
  init(_ hidden: UnsafePointer<Units>) {
    let pairs = UnsafeRawPointer(hidden).assumingMemoryBound(to: Int32.self)
    c0 = spread(pairs[0])
    c1 = spread(pairs[1])
    c2 = spread(pairs[2])
    c3 = spread(pairs[3])
    c4 = spread(pairs[4])
    c5 = spread(pairs[5])
    c6 = spread(pairs[6])
    c7 = spread(pairs[7])
  }
}
