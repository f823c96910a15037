import KDCommon
import KDQuantize

/// Options and what a random search draws for them.
package struct SearchSpace: Sendable {
  /// What one option can be. Numbers have two digits, so that a file of them is easy to read.
  package enum Values: Sendable, Equatable {
    /// Evenly spread.
    case even(Float, Float)
    /// Evenly spread on a logarithmic scale: as often between 1 and 2 as between 2 and 4.
    case logarithmic(Float, Float)
    case choice([String])
  }

  package var options: [(name: String, values: Values)]

  package init(_ options: [(name: String, values: Values)]) { self.options = options }

  /// One setting: a value for each option, in their order. The same seed and number give the same.
  package func draw(_ number: Int, seed: UInt64) -> [(name: String, value: String)] {
    // Streams apart from those of training.
    var random = Random(seed: seed, stream: (1 << 40) + UInt64(number))
    return options.map { ($0.name, Self.draw($0.values, &random)) }
  }

  private static func draw(_ values: Values, _ random: inout Random) -> String {
    switch values {
    case .choice(let names): return names[random.below(names.count)]
    case .even(let low, let high):
      return "\(((low + (high - low) * random.uniform()) * 100).rounded() / 100)"
    case .logarithmic(let low, let high):
      let (from, to) = (FloatMath.log(low), FloatMath.log(high))
      return twoDigits(FloatMath.exp(from + (to - from) * random.uniform()))
    }
  }

  /// `value`, above 0, rounded to two significant digits: `0.00427` gives `0.0043`.
  private static func twoDigits(_ value: Float) -> String {
    var (scaled, power) = (Double(value), 1.0)
    while scaled < 10 {
      scaled *= 10
      power *= 10
    }
    return "\(scaled.rounded() / power)"
  }
}
