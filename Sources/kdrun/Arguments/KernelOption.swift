import KDRuntime

/// `--kernel`: which arithmetic scores; the scores are the same.
extension Option {
  static let kernel = Option.choice(
    "--kernel", Kernel.available.map { "\($0.name)" },
    "\(Kernel.allCases.map { "\($0.name)" }.joined(separator: ", ")); all give the same.",
    standard: "fastest here")
}

extension Arguments {
  /// The kernel asked for, or the fastest of this machine.
  func kernel() throws(Failure) -> Kernel {
    let name = try choice("--kernel")
    return Kernel.available.first { "\($0.name)" == name } ?? .best
  }
}
