/// How the learning rate goes over the steps of training: a pure function of the step.
///
/// A warm-up comes first, in which the rate grows by the same amount each step up to the base
/// rate (Goyal et al. 2017, "Accurate, large minibatch SGD"). After it, the rate follows `kind`.
public struct LearningRateSchedule: Sendable, Equatable {
  /// What the rate does after the warm-up; p goes from 0 to 1 between it and the last step.
  public enum Kind: String, Sendable, CaseIterable {
    /// The base rate.
    case constant
    /// base · ½ (1 + cos πp), without restarts (Loshchilov and Hutter 2017, "SGDR", equation 5).
    case cosine
    /// base · (1 − p).
    case linear
    /// base · 2⁻ʰ, halved after every `plateauPatience` epochs without a better validation loss.
    case plateau
  }

  /// The first steps, as their number or as a share of the most steps of a start.
  public enum Warmup: Sendable, Equatable {
    /// So many, at least 0.
    case steps(Int)
    /// A share, 0 … 1, of the most steps of a start.
    case share(Double)
  }

  /// Epochs in a row without a better validation loss, after which `plateau` halves the rate.
  public static let plateauPatience = 3

  /// What follows the warm-up.
  public var kind = Kind.constant
  /// How long the rate grows.
  public var warmup = Warmup.steps(0)

  /// The base rate all along.
  public init() {}

  /// The rate of a step.
  ///
  /// With a base of 1, 4 steps of warm-up and 8 in all, `linear` gives ¼, ½, ¾, 1, 1, ¾, ½, ¼.
  /// - Parameters:
  ///   - step: 0 ..< `steps`, the most steps that training can take; early stopping ends sooner.
  ///   - halvings: how often a plateau has halved the rate.
  public func rate(base: Float, step: Int, of steps: Int, halvings: Int = 0) -> Float {
    let warm = warmupSteps(of: steps)
    if step < warm { return Float(Double(base) * Double(step + 1) / Double(warm)) }
    let progress = Double(step - warm) / Double(max(steps - warm, 1))
    switch kind {
    case .constant: return base
    case .cosine: return Float(Double(base) * Self.halfCosine(progress))
    case .linear: return Float(Double(base) * (1 - progress))
    case .plateau: return base / Float(Int64(1) << Int64(min(halvings, 60)))
    }
  }

  /// How many of `steps` the warm-up takes; a share is rounded to the nearest.
  func warmupSteps(of steps: Int) -> Int {
    switch warmup {
    case .steps(let count): count
    case .share(let share): Int((share * Double(steps)).rounded())
    }
  }

  /// ½ (1 + cos πp) for p in 0 ... 1, by the series of the sine at π(½ − p), off by less than
  /// 1e-11: a C library's cosine differs from machine to machine.
  private static func halfCosine(_ p: Double) -> Double {
    let x = Double.pi * (0.5 - p)
    var term = x
    var sine = x
    for k in 1...7 {
      term *= -x * x / Double(2 * k * (2 * k + 1))
      sine += term
    }
    return 0.5 * (1 + sine)
  }
}
