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

@inline(always)
func joined(_ a: Int32x4, _ b: Int32x4) -> Int32x8 {
  Int32x8(a[0], a[1], a[2], a[3], b[0], b[1], b[2], b[3])
}

/// Products of neighbours, added in pairs: lane k is a[2k]·b[2k] + a[2k+1]·b[2k+1].
@inline(always)
func multiplyAddPairs(_ a: Int16x8, _ b: Int16x8) -> Int32x4 {
  let products = widened(a) &* widened(b)
  let even = Int32x4(products[0], products[2], products[4], products[6])
  let odd = Int32x4(products[1], products[3], products[5], products[7])
  return even &+ odd
}

/// (a · b) >> 16.
@inline(always)
func multiplyHigh(_ a: Int16x8, _ b: Int16x8) -> Int16x8 {
  narrowed((widened(a) &* widened(b)) &>> 16)
}

/// The upper halves of eight 32-bit sums.
@inline(always)
func highHalves(_ a: Int32x4, _ b: Int32x4) -> Int16x8 {
  narrowed(joined(a, b) &>> 16)
}

@inline(always)
func larger(_ a: Int16x8, _ b: Int16x8) -> Int16x8 { a.replacing(with: b, where: b .> a) }

@inline(always)
func smaller(_ a: Int16x8, _ b: Int16x8) -> Int16x8 { a.replacing(with: b, where: b .< a) }

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

// MARK: - What Turns.swift and TanhLines.swift ask of a width

typealias Units = Int16x8
typealias Sums = Int32x4

/// Units [block] of each of the two sums of a gate: first 0 … 3, second 4 … 7.
@inline(always)
func addPairs(_ sum: Sums, _ a: Units, _ b: Units) -> Sums { sum &+ multiplyAddPairs(a, b) }

/// Tells a compiler that sorts instructions where a value is wanted; nothing here.
@inline(always)
func ordered(_ a: Units) -> Units { a }

extension Columns {
  /// The hidden state's 16 units, in pairs.
  @inline(always)
  init(_ hidden: UnsafePointer<Units>) {
    let a = unsafeBitCast(hidden[0], to: Sums.self)
    let b = unsafeBitCast(hidden[1], to: Sums.self)
    @inline(always) func spread(_ pair: Int32) -> Units {
      unsafeBitCast(Sums(repeating: pair), to: Units.self)
    }
    c0 = spread(a[0])
    c1 = spread(a[1])
    c2 = spread(a[2])
    c3 = spread(a[3])
    c4 = spread(b[0])
    c5 = spread(b[1])
    c6 = spread(b[2])
    c7 = spread(b[3])
  }
}
