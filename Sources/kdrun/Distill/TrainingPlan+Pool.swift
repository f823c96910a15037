import KDCommon

/// Responses without a label, which a teacher labels.
extension TrainingPlan {
  mutating func readPool(_ arguments: Arguments) throws(Failure) {
    for option in ["--pool", "--select"] where arguments.isGiven(option) && teacherPaths.isEmpty {
      throw .neededOption("--teacher (for \(option))")
    }
    if arguments.isGiven("--pool") { load.poolPath = try arguments.needed("--pool") }
    selectedCount = try arguments.integer("--select", 1...1_000_000_000)
  }

  /// Soft labels are all that a pool has.
  func checkPool() throws(Failure) {
    guard load.poolPath != nil || selectedCount != nil else { return }
    let option = load.poolPath == nil ? "--select" : "--pool"
    switch training.loss {
    case .crossEntropy where training.lambda == 0: throw .exclusive(option, "--lambda 0")
    case .divergence where training.alpha == 0: throw .exclusive(option, "--alpha 0")
    default: break
    }
  }

  /// For the provenance; the names without their folders.
  var poolSettings: [(String, String)] {
    (load.poolPath.map { [("pool", lastPathPart($0))] } ?? [])
      + (selectedCount.map { [("select", "\($0)")] } ?? [])
  }
}
