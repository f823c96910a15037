/// Softmax of integer logits over 2^`bits`, from + − × ÷ in a fixed order, so that every
/// machine gives the same probabilities: p_k = exp(l_k − max l) / Σ_j exp(l_j − max l).
func softmax(
  _ logits: UnsafeBufferPointer<Int32>, bits: Int,
  into probabilities: UnsafeMutableBufferPointer<Double>
) {
  var largest = logits[0]
  for logit in logits where logit > largest { largest = logit }
  let unit = powerOfTwo(-bits)
  var sum = 0.0
  for index in 0..<logits.count {
    let difference = Double(Int64(logits[index]) &- Int64(largest)) * unit
    probabilities[index] = exponential(difference)
    sum += probabilities[index]
  }
  for index in 0..<logits.count { probabilities[index] /= sum }
}

/// e^x for x ≤ 0, within 1e-15 relative; 0 below −700.
///
/// x = k ln 2 + r with |r| ≤ ln 2 / 2, then the Taylor sum of e^r up to r^13.
package func exponential(_ x: Double) -> Double {
  if x < -700 { return 0 }
  let k = Int(x * 1.4426950408889634 - 0.5)
  let r = (x - Double(k) * 0.693147180369123816490) - Double(k) * 1.90821492927058770002e-10
  var sum = 1.0
  var divisor = 13.0
  while divisor >= 1 {
    sum = 1.0 + r * sum / divisor
    divisor -= 1
  }
  return sum * powerOfTwo(k)
}

/// 2^k for −1,022 ≤ k ≤ 1,023.
func powerOfTwo(_ k: Int) -> Double {
  Double(bitPattern: UInt64(1023 &+ k) &<< 52)
}
