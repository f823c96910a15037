// The 32-bit sums of four units over pairs of columns. SSE2 (`pmaddwd`) and WebAssembly
// (`i32x4.dot_i16x8_s`) multiply and add neighbours in one instruction. NEON (`smlal`) multiplies
// and adds without neighbours, so there each unit has two sums, one for each column of a pair,
// which are added once, at the end.

#if arch(arm64) || arch(arm)
  typealias Sums = Int32x8

  /// Sums that start at four values.
  @inline(always)
  func startingSums(at start: Int32x4) -> Sums {
    Sums(start[0], 0, start[1], 0, start[2], 0, start[3], 0)
  }

  /// Adds the products of a pair of columns `a`, spread, and the weights `b` [unit][column].
  @inline(always)
  func addPairs(_ sums: Sums, _ a: Int16x8, _ b: Int16x8) -> Sums {
    sums &+ widened(a) &* widened(b)
  }

  @inline(always)
  func totals(_ sums: Sums) -> Int32x4 { addedPairs(sums) }
#else
  typealias Sums = Int32x4

  /// Sums that start at four values.
  @inline(always)
  func startingSums(at start: Int32x4) -> Sums { start }

  /// Adds the products of a pair of columns `a`, spread, and the weights `b` [unit][column].
  @inline(always)
  func addPairs(_ sums: Sums, _ a: Int16x8, _ b: Int16x8) -> Sums {
    sums &+ addedPairs(widened(a) &* widened(b))
  }

  @inline(always)
  func totals(_ sums: Sums) -> Int32x4 { sums }
#endif

/// Sums that start at the rounding constant of a shift by 16.
@inline(always)
var roundingSums: Sums { startingSums(at: Int32x4(repeating: 0x8000)) }

/// Two neighbouring columns, repeated.
@inline(always)
func spread(_ pair: Int32) -> Int16x8 { unsafeBitCast(Int32x4(repeating: pair), to: Int16x8.self) }
