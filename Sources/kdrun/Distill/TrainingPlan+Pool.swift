import KDDistill

/// Responses without a label, which a teacher labels.
extension TrainingPlan {
  mutating func readPool(_ arguments: Arguments) throws(Failure) {
    for option in ["--pool", "--select"]
    where arguments.isGiven(option) && files.teacherPaths.isEmpty {
      throw .neededOption("--teacher (for \(option))")
    }
    if arguments.isGiven("--pool") { files.poolPath = try arguments.needed("--pool") }
    files.options.selectedCount = try arguments.integer("--select", 1...1_000_000_000)
  }

  /// Soft labels are all that a pool has.
  func checkPool() throws(Failure) {
    guard files.poolPath != nil || files.options.selectedCount != nil else { return }
    let option = files.poolPath == nil ? "--select" : "--pool"
    switch files.options.training.loss {
    case .crossEntropy where files.options.training.lambda == 0:
      throw .exclusive(option, "--lambda 0")
    case .divergence where files.options.training.alpha == 0: throw .exclusive(option, "--alpha 0")
    default: break
    }
  }
}
