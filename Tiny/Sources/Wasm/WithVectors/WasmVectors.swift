// 128-bit integer vectors in WebAssembly's own instructions: stands in for the folder
// Kernels/Vector128 of Sources/Runtime, because LLVM makes three times as many of its products.
// Equal to them bit for bit. What is the same in both stands twice, because a folder is what a build
// takes or leaves out.
import WasmIntrinsics

typealias Int16x8 = SIMD8<Int16>
typealias Int32x4 = SIMD4<Int32>
typealias Int32x8 = SIMD8<Int32>

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

/// (a · b) >> 16.
@inline(always)
func multiplyHigh(_ a: Int16x8, _ b: Int16x8) -> Int16x8 { lanes_multiply_high(a, b) }

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

// MARK: - Sums of four units over pairs of columns

typealias Sums = Int32x4

@inline(always)
func startingSums(at start: Int32x4) -> Sums { start }

@inline(always)
func addPairs(_ sums: Sums, _ a: Int16x8, _ b: Int16x8) -> Sums { sums &+ lanes_dot(a, b) }

@inline(always)
func totals(_ sums: Sums) -> Int32x4 { sums }

/// Sums that start at the rounding constant of a shift by 16.
@inline(always)
var roundingSums: Sums { Sums(repeating: 0x8000) }

/// Two neighbouring columns, repeated.
@inline(always)
func spread(_ pair: Int32) -> Int16x8 { unsafeBitCast(Int32x4(repeating: pair), to: Int16x8.self) }

// MARK: - What the folders VectorCell and Interleaved ask of a width

typealias Units = Int16x8

/// The upper halves of the sums of eight units.
@inline(always)
func highHalves(_ a: Sums, _ b: Sums) -> Units { lanes_high_halves(a, b) }

/// Tells a compiler that sorts instructions where a value is wanted; nothing here.
@inline(always)
func ordered(_ a: Units) -> Units { a }
