import Foundation
import KDQuantize
import KDRuntime
import Testing

@Suite("FloatMath: float32 functions from basic operations")
struct FloatMathTests {
  /// Every float from −`limit` to `limit` whose lowest `skip` bits are zero.
  static func floats(upTo limit: Float, skip: UInt32 = 10) -> [Float] {
    let top = limit.bitPattern
    var values: [Float] = []
    for bits in stride(from: UInt32(0), through: top, by: 1 << Int(skip)) {
      values.append(Float(bitPattern: bits))
      values.append(-Float(bitPattern: bits))
    }
    return values
  }

  @Test("exp is within 3e-7 of the exact value")
  func exponential() {
    let values = Self.floats(upTo: 87)
    #expect(values.count > 1_000_000)
    var worst = 0.0
    for x in values {
      let exact = Foundation.exp(Double(x))
      worst = max(worst, abs(Double(FloatMath.exp(x)) / exact - 1))
    }
    #expect(worst < 3e-7)
    #expect(FloatMath.exp(Float(0)) == 1)
    #expect(FloatMath.exp(-Float.infinity) == FloatMath.exp(Float(-87)))
    #expect(FloatMath.exp(Float.infinity) == FloatMath.exp(Float(88)))
    #expect(FloatMath.exp(Float.nan).isNaN)
  }

  @Test("tanh is within 4e-7 of the exact value, odd, and never beyond 1")
  func hyperbolicTangent() {
    let values = Self.floats(upTo: 100)
    #expect(values.count > 1_000_000)
    var worst = 0.0
    var broken = 0
    for x in values {
      let y = FloatMath.tanh(x)
      let exact = Foundation.tanh(Double(x))
      if exact != 0 { worst = max(worst, abs(Double(y) / exact - 1)) }
      if abs(y) > 1 || FloatMath.tanh(-x) != -y { broken += 1 }
    }
    #expect(worst < 4e-7)
    #expect(broken == 0)
    #expect(FloatMath.tanh(Float(0)) == 0)
    #expect(abs(FloatMath.tanh(Float.infinity) - 1) < 4e-7)
    #expect(FloatMath.tanh(Float.nan).isNaN)
  }

  @Test("sigmoid is within 3e-7 of the exact value and in 0 ... 1")
  func logisticFunction() {
    let values = Self.floats(upTo: 100)
    var worst = 0.0
    var broken = 0
    for x in values {
      let y = FloatMath.sigmoid(x)
      worst = max(worst, abs(Double(y) - 1 / (1 + Foundation.exp(-Double(x)))))
      if !(0...1).contains(y) { broken += 1 }
    }
    #expect(values.count > 1_000_000)
    #expect(worst < 3e-7)
    #expect(broken == 0)
    #expect(FloatMath.sigmoid(Float(0)) == 0.5)
  }

  @Test("log is within 2e-7 of the exact value")
  func logarithm() {
    var count = 0
    var worst = 0.0
    let first = Float.leastNormalMagnitude.bitPattern
    let last = Float.greatestFiniteMagnitude.bitPattern
    for bits in stride(from: first, through: last, by: 1_021) {
      let x = Float(bitPattern: bits)
      let exact = Foundation.log(Double(x))
      worst = max(worst, abs(Double(FloatMath.log(x)) - exact) / max(abs(exact), 0.5))
      count += 1
    }
    #expect(count > 1_000_000)
    #expect(worst < 2e-7)
    #expect(FloatMath.log(1) == 0)
  }

  @Test("square root is within 3e-7 of the exact value, and 0 of 0")
  func root() {
    var count = 0
    var worst = 0.0
    let last = Float(1e36).bitPattern
    for bits in stride(from: Float(1e-36).bitPattern, through: last, by: 1_021) {
      let x = Float(bitPattern: bits)
      let wide = FloatMath.squareRoot(SIMD4<Float>(repeating: x))
      if wide[1] != FloatMath.squareRoot(x) { worst = .infinity }
      worst = max(worst, abs(Double(FloatMath.squareRoot(x)) / Double(x).squareRoot() - 1))
      count += 1
    }
    #expect(count > 1_000_000)
    #expect(worst < 3e-7)
    #expect(FloatMath.squareRoot(Float(0)) == 0)
    #expect(FloatMath.squareRoot(SIMD4<Float>(repeating: 0)) == SIMD4<Float>(repeating: 0))
  }

  @Test("every lane of a vector equals the scalar result bit for bit")
  func lanes() {
    let values = Self.floats(upTo: 100, skip: 14) + [.infinity, -.infinity, -0.0]
    var compared = 0
    var different = 0
    for start in stride(from: 0, to: values.count - 4, by: 3) {
      var vector = SIMD4<Float>(repeating: 0)
      for lane in 0..<4 { vector[lane] = values[start + lane] }
      let wide = (FloatMath.exp(vector), FloatMath.tanh(vector), FloatMath.sigmoid(vector))
      for lane in 0..<4 {
        let x = vector[lane]
        let scalars = [FloatMath.exp(x), FloatMath.tanh(x), FloatMath.sigmoid(x)]
        let lanes = [wide.0[lane], wide.1[lane], wide.2[lane]]
        compared += 3
        if scalars.map(\.bitPattern) != lanes.map(\.bitPattern) { different += 1 }
      }
    }
    #expect(compared > 500_000)
    #expect(different == 0)
  }

  @Test("the bits are the same on every machine")
  func digest() {
    // FNV-1a over results of 40,000 inputs; the figure was computed on x86-64.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    var state: UInt32 = 1
    for _ in 0..<40_000 {
      state = state &* 1_664_525 &+ 1_013_904_223
      let x = Float(Int32(bitPattern: state) >> 8) / 262_144
      let results = [
        FloatMath.exp(x), FloatMath.tanh(x), FloatMath.sigmoid(x), FloatMath.log(abs(x) + 1),
      ]
      for y in results { hash = (hash ^ UInt64(y.bitPattern)) &* 0x100_0000_01b3 }
    }
    #expect(hash == 7_461_814_462_176_630_494)
  }
}
