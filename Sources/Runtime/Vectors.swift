// 128-bit integer vectors in the standard library's types. Each function below compiles to one
// or two instructions on SSE2 and NEON; wider types or conversions of 16 lanes would be calls.

typealias Int16x8 = SIMD8<Int16>
typealias Int32x4 = SIMD4<Int32>

/// Products of neighbours, added in pairs: lane k is a[2k]·b[2k] + a[2k+1]·b[2k+1].
@inline(always)
func multiplyAddPairs(_ a: Int16x8, _ b: Int16x8) -> Int32x4 {
  let products =
    SIMD8<Int32>(truncatingIfNeeded: a) &* SIMD8<Int32>(truncatingIfNeeded: b)
  return products.evenHalf &+ products.oddHalf
}

/// (a · b) >> 16.
@inline(always)
func multiplyHigh(_ a: Int16x8, _ b: Int16x8) -> Int16x8 {
  Int16x8(
    truncatingIfNeeded:
      (SIMD8<Int32>(truncatingIfNeeded: a) &* SIMD8<Int32>(truncatingIfNeeded: b)) &>> 16)
}

/// The upper halves of eight 32-bit sums.
@inline(always)
func highHalves(_ a: Int32x4, _ b: Int32x4) -> Int16x8 {
  Int16x8(truncatingIfNeeded: SIMD8<Int32>(lowHalf: a, highHalf: b) &>> 16)
}

@inline(always)
func larger(_ a: Int16x8, _ b: Int16x8) -> Int16x8 { a.replacing(with: b, where: b .> a) }

@inline(always)
func smaller(_ a: Int16x8, _ b: Int16x8) -> Int16x8 { a.replacing(with: b, where: b .< a) }

@inline(always)
func all(_ value: Int16) -> Int16x8 { Int16x8(repeating: value) }

/// `tanhQ15`, eight at a time.
@inline(always)
func tanhQ15(_ input: Int16x8) -> Int16x8 {
  let sign = input &>> 15
  let u = (all(2047) &- smaller((input ^ sign) &- sign, all(4095))) &<< 4
  var y = all(4962) &- (u &>> 1)
  y = multiplyHigh(y, u) &+ all(15_381)
  y = multiplyHigh(y, u) &+ all(13_694)
  let p = (multiplyHigh(y, u) &<< 1) &+ all(14_249)
  let q = multiplyHigh(p, p) &<< 1
  let r = multiplyHigh(q, q)
  return ((all(32_764) &- (r &<< 1)) ^ sign) &- sign
}

/// `lstmCell`, eight units at a time.
@inline(always)
func lstmCell(
  input: Int16x8, forget: Int16x8, candidate: Int16x8, output: Int16x8, cell: inout Int16x8
) -> Int16x8 {
  let i = tanhQ15(input)
  let f = tanhQ15(forget)
  let g = tanhQ15(candidate)
  let o = tanhQ15(output)
  let gated = (g &>> 1) &+ multiplyHigh(i, g)
  let kept = (cell &>> 1) &+ multiplyHigh(f, cell)
  let next = kept &+ (((gated &>> 1) &+ all(10)) &>> 3)
  cell = larger(smaller(next, all(28_672)), all(-28_672))
  let squashed = tanhQ15((cell &+ all(1)) &>> 1)
  return (squashed &>> 1) &+ multiplyHigh(o, squashed)
}
