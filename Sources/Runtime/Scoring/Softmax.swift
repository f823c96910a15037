/// Softmax of integer logits over 2^`bits`, from + − × ÷ in a fixed order, so that every
/// machine gives the same probabilities: p_k = exp(l_k − max l) / Σ_j exp(l_j − max l).
func softmax(
  _ logits: UnsafeBufferPointer<Int32>, bits: Int,
  into probabilities: UnsafeMutableBufferPointer<Double>
) {
  let largest = logits[firstHighest(logits)]
  let unit = powerOfTwo(-bits)
  var sum = 0.0
  for index in 0..<logits.count {
    let difference = Double(Int64(logits[index]) &- Int64(largest)) * unit
    probabilities[index] = exponential(difference)
    sum += probabilities[index]
  }
  for index in 0..<logits.count { probabilities[index] /= sum }
}

/// The index of the highest logit, the first of equals.
@inline(__always)
func firstHighest(_ logits: UnsafeBufferPointer<Int32>) -> Int {
  var highest = 0
  for index in 1..<logits.count where logits[index] > logits[highest] { highest = index }
  return highest
}

/// e^x for x ≤ 0, within 1e-15 relative; 0 below −700.
///
/// x = k ln 2 + r with |r| ≤ ln 2 / 2, then the Taylor sum of e^r up to r^13.
package func exponential(_ x: Double) -> Double {
  if x < -700 { return 0 }
  let k = Int(x * 1.4426950408889634 - 0.5)
  let r = (x - Double(k) * 0.693147180369123816490) - Double(k) * 1.90821492927058770002e-10
  var sum = inverseFactorials[13]
  for n in 1...13 { sum = inverseFactorials[13 &- n] + r * sum }
  return sum * powerOfTwo(k)
}

/// 1 / n!, rounded to the nearest double.
private let inverseFactorials: InlineArray<14, Double> = [
  1.0, 1.0, 0.5,
  0.16666666666666666, 0.041666666666666664, 0.008333333333333333,
  0.001388888888888889, 0.0001984126984126984, 2.48015873015873e-05,
  2.7557319223985893e-06, 2.755731922398589e-07, 2.505210838544172e-08,
  2.08767569878681e-09, 1.6059043836821613e-10,
]

/// 2^k for −1,022 ≤ k ≤ 1,023.
func powerOfTwo(_ k: Int) -> Double {
  Double(bitPattern: UInt64(1023 &+ k) &<< 52)
}
