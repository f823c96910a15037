import KDDistill

/// Options that exclude or need each other.
extension TrainingPlan {
  func check(_ arguments: Arguments) throws(Failure) {
    try checkLoss(arguments)
    try checkPool(arguments)
    try GradingOptions.check(arguments)
    if arguments.isGiven("--qat-epochs") && !arguments.has("--qat") {
      throw .neededOption("--qat (for --qat-epochs)")
    }
    if arguments.isGiven("--vocab-size") && arguments.isGiven("--max-params") {
      throw .exclusive("--vocab-size", "--max-params")
    }
    // Training would end before the rate is ever halved.
    let training = files.options.training
    if training.schedule.kind == .plateau
      && training.patience <= LearningRateSchedule.plateauPatience
    {
      throw .exclusive("--schedule plateau", "--patience \(training.patience)")
    }
    if let steps = try arguments.number("--warmup"), steps >= 1, steps != steps.rounded() {
      throw .badValue(
        option: "--warmup", expected: "a whole number of steps or a share below 1",
        got: arguments.string("--warmup")!)
    }
  }

  private func checkLoss(_ arguments: Arguments) throws(Failure) {
    let isDual = files.options.training.loss == .divergence
    if files.teacherPaths.isEmpty, isDual, let name = arguments.string("--loss") {
      throw .badValue(option: "--loss", expected: "ce without --teacher", got: name)
    }
    for option in isDual ? ["--lambda"] : ["--alpha", "--temperature"]
    where arguments.isGiven(option) {
      throw .exclusive(option, isDual ? "--loss kl" : "--loss ce")
    }
    for (option, needed, isThere) in [
      ("--lambda", "--teacher", !files.teacherPaths.isEmpty),
      ("--hidden-weight", "--hidden", !files.hiddenPaths.isEmpty),
    ] where !isThere {
      if arguments.isGiven(option), try arguments.number(option) ?? 0 > 0 {
        throw .badValue(
          option: option, expected: "0 without \(needed)", got: arguments.string(option)!)
      }
    }
  }

  /// Soft labels are all that responses of a pool have.
  private func checkPool(_ arguments: Arguments) throws(Failure) {
    for option in ["--pool", "--select"] where arguments.isGiven(option) {
      if files.teacherPaths.isEmpty { throw .neededOption("--teacher (for \(option))") }
      switch files.options.training.loss {
      case .crossEntropy where files.options.training.lambda == 0:
        throw .exclusive(option, "--lambda 0")
      case .divergence where files.options.training.alpha == 0:
        throw .exclusive(option, "--alpha 0")
      default: break
      }
    }
  }
}
