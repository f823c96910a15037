// Each layer takes the finest binary points that keep the stated sums inside 32 bits, and records
// the bound that proves it.

/// No sum may be beyond it, with either sign.
let largestSum = Int64(Int32.max)
/// Magnitude of an int16 activation.
let activationLimit: Int32 = 32_768

/// Real biases over 2^`bits`, plus half of the unit that `shift` will drop; `nil` beyond 32 bits.
func integerBias(_ bias: [Float], bits: Int, shift: Int) -> [Int32]? {
  let half: Int64 = shift > 0 ? 1 << Int64(shift - 1) : 0
  var integers: [Int32] = []
  for value in bias {
    let scaled = (Double(value) * powerOfTwo(bits)).rounded()
    guard abs(scaled) <= Double(largestSum / 2) else { return nil }
    guard let integer = Int32(exactly: Int64(scaled) + half) else { return nil }
    integers.append(integer)
  }
  return integers
}

/// max over rows of |weight|, a column each.
func columnMaxima(_ matrix: QuantizedMatrix) -> [Int32] {
  (0..<matrix.columns).map { column in
    (0..<matrix.rows).reduce(0) { max($0, abs(matrix.widened($1, column))) }
  }
}
