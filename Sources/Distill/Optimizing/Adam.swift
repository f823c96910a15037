import KDQuantize

/// Adam (Kingma and Ba, algorithm 1) over all parameters, as PyTorch computes it, with decoupled
/// weight decay (Loshchilov and Hutter).
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

  func save(_ writer: inout CheckpointWriter) {
    writer.add(mean)
    writer.add(square)
    writer.add(power1)
    writer.add(power2)
  }

  func restore(_ reader: inout CheckpointReader) throws(CheckpointError) {
    try reader.fill(mean)
    try reader.fill(square)
    power1 = try reader.number()
    power2 = try reader.number()
  }

  /// parameters ·= 1 − learningRate · weightDecay, then −= learningRate · m̂ / (√v̂ + ε).
  package func step(
    _ parameters: Floats, gradient: UnsafePointer<Float>, learningRate: Float,
    weightDecay: Float = 0
  ) {
    power1 *= Double(decay1)
    power2 *= Double(decay2)
    let size = Float(Double(learningRate) / (1 - power1))
    let root = 1 / FloatMath.squareRoot(Float(1 - power2))
    let keep = 1 - learningRate * weightDecay
    let count = mean.count
    var i = 0
    while i + 4 <= count {
      update(SIMD4<Float>.self, i, parameters, gradient, size, root, keep)
      i += 4
    }
    while i < count {
      update(Float.self, i, parameters, gradient, size, root, keep)
      i += 1
    }
  }

  @inline(always)
  private func update<V: FloatVector>(
    _: V.Type, _ i: Int, _ parameters: Floats, _ gradient: UnsafePointer<Float>, _ size: Float,
    _ root: Float, _ keep: Float
  ) {
    let g = V.load(gradient + i)
    let m = V(repeating: decay1) * V.load(mean.pointer + i) + V(repeating: 1 - decay1) * g
    let v = V(repeating: decay2) * V.load(square.pointer + i) + V(repeating: 1 - decay2) * (g * g)
    m.store(mean.pointer + i)
    v.store(square.pointer + i)
    let divisor = FloatMath.squareRoot(v) * V(repeating: root) + V(repeating: epsilon)
    let kept = V(repeating: keep) * V.load(parameters + i)
    (kept - V(repeating: size) * m / divisor).store(parameters + i)
  }
}
