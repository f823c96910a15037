import KDCommon
import KDDistill

/// The options that say what the student is to come close to.
extension TrainingPlan {
  mutating func readLoss(_ arguments: Arguments) throws(Failure) {
    let losses = TrainingOptions.Loss.allCases.map { ($0.rawValue, $0) }
    training.loss = try arguments.choice("--loss", losses) ?? training.loss
    // Without a teacher there is only one loss left, CE(label).
    if teacherPaths.isEmpty, let name = arguments.string("--loss"), training.loss == .divergence {
      throw .badValue(option: "--loss", expected: "ce without --teacher", got: name)
    }
    if let weight = try arguments.number("--shortcut-penalty", 0...1000) {
      training.shortcutPenalty = Float(weight)
    }
    if let weight = try arguments.number("--hidden-weight", 0...1000) {
      training.hiddenWeight = Float(weight)
    }
    switch training.loss {
    case .crossEntropy: try readLambda(arguments)
    case .divergence: try readDivergence(arguments)
    }
  }

  private mutating func readLambda(_ arguments: Arguments) throws(Failure) {
    for option in ["--alpha", "--temperature"] where arguments.string(option) != nil {
      throw .exclusive(option, "--loss ce")
    }
    let lambda = try arguments.number("--lambda", 0...1000)
    if teacherPaths.isEmpty {
      if let lambda, lambda > 0 {
        throw .badValue(
          option: "--lambda", expected: "0 without --teacher", got: arguments.string("--lambda")!)
      }
      training.lambda = 0
    } else if let lambda {
      training.lambda = Float(lambda)
    }
  }

  private mutating func readDivergence(_ arguments: Arguments) throws(Failure) {
    if arguments.string("--lambda") != nil { throw .exclusive("--lambda", "--loss kl") }
    if let alpha = try arguments.number("--alpha", 0...1) { training.alpha = Float(alpha) }
    if let temperature = try arguments.number("--temperature", 0.1...100) {
      training.temperature = Float(temperature)
    }
  }

  /// For the provenance; those that the loss does not have are left out.
  var lossSettings: [(String, String)] {
    switch training.loss {
    case .crossEntropy: [("lambda", "\(training.lambda)")]
    case .divergence:
      [
        ("loss", training.loss.rawValue), ("alpha", "\(training.alpha)"),
        ("temperature", "\(training.temperature)"),
      ]
    }
  }

  /// Those that differ from the default, for the provenance.
  var addedLossSettings: [(String, String)] {
    var settings: [(String, String)] = []
    if training.shortcutPenalty > 0 {
      settings.append(("shortcut_penalty", "\(training.shortcutPenalty)"))
    }
    if teacherWeights != .uniform { settings.append(("teacher_weights", teacherWeights.text)) }
    if !hiddenPaths.isEmpty { settings.append(("hidden_weight", "\(training.hiddenWeight)")) }
    return settings
  }

  /// For the report; null for those that the loss does not have.
  var lossJSON: [(String, JSON)] {
    let isDual = training.loss == .divergence
    return [
      ("loss", .string(training.loss.rawValue)),
      ("lambda", isDual ? .null : .number(training.lambda)),
      ("alpha", isDual ? .number(training.alpha) : .null),
      ("temperature", isDual ? .number(training.temperature) : .null),
      ("shortcut_penalty", .number(training.shortcutPenalty)),
      ("hidden_weight", hiddenPaths.isEmpty ? .null : .number(training.hiddenWeight)),
    ]
  }
}
