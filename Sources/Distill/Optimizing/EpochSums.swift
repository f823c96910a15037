/// Sums over the steps of an epoch so far.
struct EpochSums: Equatable {
  /// Steps done, and of them those whose loss or gradient was not finite.
  var steps = 0
  var dropped = 0
  /// Responses of the steps taken, with the sum of their losses.
  var responses = 0
  var loss = 0.0
  /// Of the gradients' norms.
  var norm = 0.0

  mutating func add(loss: Double, norm: Double, responses count: Int) {
    steps += 1
    responses += count
    self.loss += loss * Double(count)
    self.norm += norm
  }

  mutating func addDropped() {
    steps += 1
    dropped += 1
  }

  var meanLoss: Double { loss / Double(responses) }
  var meanNorm: Double { norm / Double(max(steps - dropped, 1)) }
}
