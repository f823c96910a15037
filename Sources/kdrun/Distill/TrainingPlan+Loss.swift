import KDCommon
import KDDistill

/// The options that say what the student is to come close to.
extension TrainingPlan {
  mutating func readLoss(_ arguments: Arguments) throws(Failure) {
    let losses = TrainingOptions.Loss.allCases.map { ($0.rawValue, $0) }
    files.options.training.loss =
      try arguments.choice("--loss", losses) ?? files.options.training.loss
    // Without a teacher there is only one loss left, CE(label).
    if files.teacherPaths.isEmpty, let name = arguments.string("--loss"),
      files.options.training.loss == .divergence
    {
      throw .badValue(option: "--loss", expected: "ce without --teacher", got: name)
    }
    if let weight = try arguments.number("--shortcut-penalty", 0...1000) {
      files.options.training.shortcutPenalty = Float(weight)
    }
    if let weight = try arguments.number("--hidden-weight", 0...1000) {
      files.options.training.hiddenWeight = Float(weight)
    }
    switch files.options.training.loss {
    case .crossEntropy: try readLambda(arguments)
    case .divergence: try readDivergence(arguments)
    }
  }

  private mutating func readLambda(_ arguments: Arguments) throws(Failure) {
    for option in ["--alpha", "--temperature"] where arguments.string(option) != nil {
      throw .exclusive(option, "--loss ce")
    }
    let lambda = try arguments.number("--lambda", 0...1000)
    if files.teacherPaths.isEmpty {
      if let lambda, lambda > 0 {
        throw .badValue(
          option: "--lambda", expected: "0 without --teacher", got: arguments.string("--lambda")!)
      }
      files.options.training.lambda = 0
    } else if let lambda {
      files.options.training.lambda = Float(lambda)
    }
  }

  private mutating func readDivergence(_ arguments: Arguments) throws(Failure) {
    if arguments.string("--lambda") != nil { throw .exclusive("--lambda", "--loss kl") }
    if let alpha = try arguments.number("--alpha", 0...1) {
      files.options.training.alpha = Float(alpha)
    }
    if let temperature = try arguments.number("--temperature", 0.1...100) {
      files.options.training.temperature = Float(temperature)
    }
  }

  /// For the report; null for those that the loss does not have.
  var lossJSON: [(String, JSON)] {
    let isDual = files.options.training.loss == .divergence
    return [
      ("loss", .string(files.options.training.loss.rawValue)),
      ("lambda", isDual ? .null : .number(files.options.training.lambda)),
      ("alpha", isDual ? .number(files.options.training.alpha) : .null),
      ("temperature", isDual ? .number(files.options.training.temperature) : .null),
      ("shortcut_penalty", .number(files.options.training.shortcutPenalty)),
      (
        "hidden_weight",
        files.hiddenPaths.isEmpty ? .null : .number(files.options.training.hiddenWeight)
      ),
    ]
  }
}
