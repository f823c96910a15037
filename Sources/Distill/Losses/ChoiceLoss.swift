import KDQuantize

/// The loss of choice questions: the student reads each option with its context and says how much
/// rather right than wrong it is, s = z_right − z_wrong; the softmax of the s of one question's
/// options is its prediction, to which the loss of any other response applies.
///
/// The gradient by z_right is that by s, and by z_wrong its opposite.
final class ChoiceLoss {
  /// The student's two labels, in this order.
  static let wrong = 0
  static let right = 1

  /// Of one question, [options]: s, and the loss's gradient by it.
  private let scores: FloatBuffer
  private let slopes: FloatBuffer
  /// Questions whose right option had the highest s (`firstHighest`, as in scoring).
  private(set) var correct = 0

  init(options: Int) {
    scores = FloatBuffer(options)
    slopes = FloatBuffer(options)
  }

  /// Sum of the losses of `examples`, and their gradients by the logits.
  ///
  /// - Parameter place: the logits of a row and the gradient by them, [2] each.
  func callAsFunction(
    _ corpus: Corpus, _ examples: UnsafeBufferPointer<Int32>, _ loss: DistillationLoss,
    scale: Float, place: (Int) -> (logits: UnsafePointer<Float>, gradient: Floats)
  ) -> Double {
    var sum = 0.0
    correct = 0
    for example in examples {
      let first = Int(corpus.rowOffsets[Int(example)])
      let count = corpus.outcomeCount(Int(example))
      let label = Int(corpus.labels[Int(example)])
      for option in 0..<count {
        let logits = place(first + option).logits
        scores.pointer[option] = logits[Self.right] - logits[Self.wrong]
      }
      sum += Double(
        loss(
          logits: scores.pointer, labels: count, label: label,
          soft: corpus.soft.pointer + Int(example) * corpus.labelCount, scale: scale,
          gradient: slopes.pointer))
      for option in 0..<count {
        let gradient = place(first + option).gradient
        gradient[Self.right] = slopes.pointer[option]
        gradient[Self.wrong] = -slopes.pointer[option]
      }
      let scores = UnsafeBufferPointer(start: UnsafePointer(scores.pointer), count: count)
      if label >= 0 && firstHighest(scores) == label { correct += 1 }
    }
    return sum
  }
}
