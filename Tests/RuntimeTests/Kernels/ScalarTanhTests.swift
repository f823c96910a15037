import Foundation
import KDCommon
import KDRuntime
import TestSupport
import Testing

@Test func tanhIsOddMonotoneAndClose() {
  var largest = 0.0
  var before = Int32.min
  for input in Int32(-32_767)...32_767 {
    let value = tanhQ15(input)
    #expect(value == -tanhQ15(-input))
    #expect(value >= before)
    before = value
    largest = max(largest, abs(Double(value) - 32_768 * Foundation.tanh(Double(input) / 1024)))
  }
  #expect(tanhQ15(0) == 0)
  #expect(largest < 27, "largest error \(largest) / 32,768")
}

@Test func exponentialIsWithinOneUlpOrTwo() {
  var random = Random(seed: 4)
  for _ in 0..<100_000 {
    let x = -Double(random.float(0...690))
    let expected = Foundation.exp(x)
    #expect(abs(exponential(x) - expected) <= 1e-15 * expected, "at \(x)")
  }
  #expect(exponential(0) == 1)
  #expect(exponential(-1e9) == 0)
}
