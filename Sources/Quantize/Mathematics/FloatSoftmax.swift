/// softmax(z / T) of logits z: p_k = e^((z_k − z_max) / T) / Σ, with the sum over k in order.
///
/// Nothing is stored, so a probability that is asked for twice is computed twice.
package struct Softmax {
  private let logits: UnsafeBufferPointer<Float>
  private let temperature: Float
  private let highest: Float
  /// Σ; NaN or infinite when a logit is.
  package let sum: Float

  /// - Parameter logits: one at least; must outlive the value.
  @inline(always)
  package init(_ logits: UnsafeBufferPointer<Float>, temperature: Float = 1) {
    self.logits = logits
    self.temperature = temperature
    var highest = logits[0]
    for k in 1..<logits.count { highest = max(highest, logits[k]) }
    self.highest = highest
    var sum: Float = 0
    for k in 0..<logits.count { sum += FloatMath.exp((logits[k] - highest) / temperature) }
    self.sum = sum
  }

  @inline(always)
  package init(_ logits: UnsafePointer<Float>, count: Int, temperature: Float = 1) {
    self.init(UnsafeBufferPointer(start: logits, count: count), temperature: temperature)
  }

  /// (z_k − z_max) / T, which log p_k is but for the logarithm of the sum.
  @inline(always)
  package func exponent(_ k: Int) -> Float { (logits[k] - highest) / temperature }

  /// e^((z_k − z_max) / T): 1 for the highest.
  @inline(always)
  package func power(_ k: Int) -> Float { FloatMath.exp(exponent(k)) }

  /// p_k.
  @inline(always)
  package subscript(_ k: Int) -> Float { power(k) / sum }
}

/// softmax(z); of no logit, no probability.
package func softmax(_ logits: [Float]) -> [Float] {
  if logits.isEmpty { return [] }
  return logits.withUnsafeBufferPointer { logits in
    let softmax = Softmax(logits)
    return logits.indices.map { softmax[$0] }
  }
}
