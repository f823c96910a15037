import KDQuantize

/// Adam (Kingma and Ba, algorithm 1) over all parameters, as PyTorch computes it.
package final class Adam {
  let decay1: Float = 0.9
  let decay2: Float = 0.999
  let epsilon: Float = 1e-8
  private let mean: FloatBuffer
  private let square: FloatBuffer
  private var power1 = 1.0
  private var power2 = 1.0

  package init(_ count: Int) {
    mean = FloatBuffer(count)
    square = FloatBuffer(count)
  }

  /// parameters −= learningRate · m̂ / (√v̂ + ε).
  package func step(_ parameters: Floats, gradient: UnsafePointer<Float>, learningRate: Float) {
    power1 *= Double(decay1)
    power2 *= Double(decay2)
    let size = Float(Double(learningRate) / (1 - power1))
    let root = 1 / FloatMath.squareRoot(Float(1 - power2))
    let count = mean.count
    var i = 0
    while i + 4 <= count {
      update(SIMD4<Float>.self, i, parameters, gradient, size, root)
      i += 4
    }
    while i < count {
      update(Float.self, i, parameters, gradient, size, root)
      i += 1
    }
  }

  @inline(always)
  private func update<V: Lanes>(
    _: V.Type, _ i: Int, _ parameters: Floats, _ gradient: UnsafePointer<Float>, _ size: Float,
    _ root: Float
  ) {
    let g = V.load(gradient + i)
    let m = V(repeating: decay1) * V.load(mean.pointer + i) + V(repeating: 1 - decay1) * g
    let v = V(repeating: decay2) * V.load(square.pointer + i) + V(repeating: 1 - decay2) * (g * g)
    m.store(mean.pointer + i)
    v.store(square.pointer + i)
    let divisor = FloatMath.squareRoot(v) * V(repeating: root) + V(repeating: epsilon)
    (V.load(parameters + i) - V(repeating: size) * m / divisor).store(parameters + i)
  }
}
