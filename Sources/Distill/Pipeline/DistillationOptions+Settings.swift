import KDQuantize

extension DistillationOptions {
  /// The options that shape the student, for the provenance, in a fixed order; threads do not.
  func settings(_ data: DistillationData) -> [(name: String, value: String)] {
    var settings = [
      ("architecture", configuration.architecture.rawValue)
    ]
    settings += lossSettings
    settings += [
      ("starts", "\(training.starts)"), ("epochs", "\(training.epochs)"),
      ("patience", "\(training.patience)"),
      ("learning_rate", "\(training.learningRate)"), ("batch_size", "\(training.batchSize)"),
      ("dropout", "\(training.dropout)"), ("word_dropout", "\(training.wordDropout)"),
      ("weight_decay", "\(training.weightDecay)"),
      ("average_decay", "\(training.averageDecay)"),
      ("embedding_scale", "\(training.embeddingScale)"),
      ("max_tokens", "\(configuration.maxTokens)"),
      ("item_token", "\(configuration.itemToken)"),
    ]
    if let size = configuration.vocabularySize {
      settings.append(("vocab_size", "\(size)"))
    } else {
      settings.append(("max_params", "\(configuration.maximumParameters)"))
    }
    if let item { settings.append(("item", item)) }
    settings += stepSettings
    if training.shortcutPenalty > 0 {
      settings.append(("shortcut_penalty", "\(training.shortcutPenalty)"))
    }
    if teacherWeights != .uniform { settings.append(("teacher_weights", teacherWeights.text)) }
    if !data.hidden.isEmpty { settings.append(("hidden_weight", "\(training.hiddenWeight)")) }
    if let quantizedEpochs { settings.append(("qat_epochs", "\(quantizedEpochs)")) }
    if let pool = data.poolName { settings.append(("pool", pool)) }
    if let selectedCount { settings.append(("select", "\(selectedCount)")) }
    return settings.map { (name: $0.0, value: $0.1) }
  }

  /// Those that the loss does not have are left out.
  private var lossSettings: [(String, String)] {
    switch training.loss {
    case .crossEntropy: [("lambda", "\(training.lambda)")]
    case .divergence:
      [
        ("loss", training.loss.rawValue), ("alpha", "\(training.alpha)"),
        ("temperature", "\(training.temperature)"),
      ]
    }
  }

  /// Those that differ from the default.
  private var stepSettings: [(String, String)] {
    let standard = TrainingOptions()
    var settings: [(String, String)] = []
    if training.schedule.kind != standard.schedule.kind {
      settings.append(("schedule", training.schedule.kind.rawValue))
    }
    switch training.schedule.warmup {
    case .steps(0), .share(0): break
    case .steps(let count): settings.append(("warmup", "\(count)"))
    case .share(let share): settings.append(("warmup", "\(share)"))
    }
    if training.accumulate != standard.accumulate {
      settings.append(("accumulate", "\(training.accumulate)"))
    }
    if let clipNorm = training.clipNorm { settings.append(("clip", "\(clipNorm)")) }
    return settings
  }
}
