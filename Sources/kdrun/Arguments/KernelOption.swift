import KDRuntime

/// `--kernel`: which arithmetic scores; the scores are the same.
extension Option {
  static let kernel = Option.value(
    "--kernel", "NAME",
    "\(Kernel.allCases.map { "\($0.name)" }.joined(separator: ", ")); all give the same.",
    standard: "fastest here")
}

extension Arguments {
  /// The kernel asked for, or the fastest of this machine.
  func kernel() throws(Failure) -> Kernel {
    try choice("--kernel", Kernel.available.map { ("\($0.name)", $0) }) ?? .best
  }
}
