/// log x of a positive, normal number, to within two units in the last place; the same bits on
/// every machine, which C libraries do not promise.
///
/// x = m · 2^e with m in [√½, √2); log m = 2 · artanh((m − 1) ÷ (m + 1)) as its series.
package func naturalLogarithm(_ x: Double) -> Double {
  var (exponent, m) = (Double(x.exponent), x.significand)
  if m > 1.4142135623730951 { (exponent, m) = (exponent + 1, m / 2) }
  let s = (m - 1) / (m + 1)
  let square = s * s
  var sum = 0.0
  // |s| < 0.172, so what comes behind s^23 is below the last bit.
  for power in stride(from: 23, through: 1, by: -2) { sum = sum * square + 1 / Double(power) }
  return exponent * 0.6931471805599453 + 2 * s * sum
}
