import KDQuantize

extension DistillationOptions {
  /// The order of the keys in model files, as 0.1 wrote them, since their bytes depend on it. Keys that
  /// are not in it come after these, in the order in which the options are declared.
  private static let order = [
    "architecture", "lambda", "loss", "alpha", "temperature", "starts", "epochs", "patience",
    "learning_rate", "batch_size", "dropout", "word_dropout", "weight_decay", "average_decay",
    "embedding_scale", "max_tokens", "item_token", "vocab_size", "max_params", "item", "schedule",
    "warmup", "accumulate", "clip", "shortcut_penalty", "teacher_weights", "hidden_weight",
    "qat_epochs", "pool", "select",
  ]

  /// The options that shape the student, for the provenance, in a fixed order; threads do not.
  func settings(_ data: DistillationData) -> [(name: String, value: String)] {
    var kept = Self.declared.compactMap {
      $0.setting(self, hasHiddenStates: !data.hidden.isEmpty)
    }
    // What no option sets, or what is known with the data.
    kept.append((name: "average_decay", value: "\(training.averageDecay)"))
    kept.append((name: "embedding_scale", value: "\(training.embeddingScale)"))
    if teacherWeights != .uniform {
      kept.append((name: "teacher_weights", value: teacherWeights.text))
    }
    if let pool = data.poolName { kept.append((name: "pool", value: pool)) }
    let known = Self.order.flatMap { key in kept.filter { $0.name == key } }
    return known + kept.filter { !Self.order.contains($0.name) }
  }
}
