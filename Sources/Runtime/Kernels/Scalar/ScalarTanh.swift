/// tanh of a gate input over 2^10, as an integer over 2^15.
///
/// 1 − tanh(a) is a fourth power of a smooth function on 0 … 4, here a quartic polynomial
/// evaluated with high-half products. Odd, monotone, 0 at 0, within 27 / 2^15 of tanh.
/// `input` must be greater than −2^15.
@inline(__always)
package func tanhQ15(_ input: Int32) -> Int32 {
  let sign = input &>> 31
  let magnitude = min((input ^ sign) &- sign, 4095)
  let u = (2047 &- magnitude) &<< 4
  var y = 4962 &- (u &>> 1)
  y = ((y &* u) &>> 16) &+ 15_381
  y = ((y &* u) &>> 16) &+ 13_694
  let p = ((y &* u) &>> 16) &* 2 &+ 14_249
  let q = ((p &* p) &>> 16) &* 2
  let r = (q &* q) &>> 16
  return ((32_764 &- 2 &* r) ^ sign) &- sign
}
