import KDSystem

/// Inputs and directions of an LSTM, each run by itself.
///
/// A kernel reads the inputs, steps both directions and pools in one call, so that one hides what
/// another waits for: only the shares of these times can be told.
struct EncodingParts {
  var inputs = 0.0
  var forward = 0.0
  var backward = 0.0

  private var sum: Double { inputs + forward + backward }

  /// The parts of 1.
  var shares: EncodingParts {
    let whole = max(sum, 1)
    return EncodingParts(
      inputs: inputs / whole, forward: forward / whole, backward: backward / whole)
  }

  /// The median of rounds over `responses` within `seconds`.
  ///
  /// - Parameter inputsOfOne: which part of the inputs a direction by itself reads or computes.
  static func measure(
    _ scorer: inout ProfiledScorer, _ responses: [BenchResponse], inputsOfOne: Double,
    seconds: Double
  ) throws(Failure) -> EncodingParts {
    var rounds: [EncodingParts] = []
    let begin = Clock.now()
    repeat {
      rounds.append(scorer.runParts(responses))
      try Signals.check()
    } while Clock.seconds(since: begin) < seconds
    rounds.sort { $0.sum < $1.sum }
    var parts = rounds[(rounds.count - 1) / 2]
    parts.inputs = max(parts.inputs, 0)
    parts.forward = max(parts.forward - inputsOfOne * parts.inputs, 0)
    parts.backward = max(parts.backward - inputsOfOne * parts.inputs, 0)
    return parts
  }
}
