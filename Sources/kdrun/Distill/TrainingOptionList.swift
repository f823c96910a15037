import KDCommon
import KDDistill
import KDQuantize
import KDSystem

/// The options of `distill` and `train`, their defaults taken from where they are used.
enum TrainingOptionList {
  private static let training = TrainingOptions()
  private static let configuration = ConfigurationOptions()

  static let teacher: [Option] = [
    .value(
      "--teacher", "FILE",
      "A teacher's soft labels, JSON Lines {\"id\":…,\"probs\":{label:p,…}}; of several, the mean.",
      isRepeatable: true),
    .value(
      "--teacher-weights", "HOW",
      "uniform, accuracy on dev, confidence of each response, or numbers w1,w2,….",
      standard: TeacherWeights.uniform.text),
    .value(
      "--hidden", "FILE",
      "A teacher's hidden states, safetensors with \"hidden\" [N, D] in the order of its JSON "
        + "Lines; the first belongs to the first --teacher.", isRepeatable: true),
    .value(
      "--hidden-weight", "NUMBER",
      "Weight of the MSE between the projected pooled state and the hidden states.",
      standard: "\(training.hiddenWeight)"),
    .value(
      "--loss", "NAME",
      TrainingOptions.Loss.allCases.map(\.rawValue).joined(separator: " or ")
        + ": how label and teacher are put together.",
      standard: training.loss.rawValue),
    .value(
      "--lambda", "NUMBER", "Weight of the teacher's part of the loss ce.",
      standard: "\(training.lambda)"),
    .value(
      "--alpha", "NUMBER", "Share of the teacher's part of the loss kl, 0 to 1.",
      standard: "\(training.alpha)"),
    .value(
      "--temperature", "NUMBER", "T of the loss kl: above 1 it evens the probabilities out.",
      standard: "\(training.temperature)"),
    .value(
      "--pool", "FILE",
      "Responses without a label, as CSV, TSV or JSON Lines: the teacher's soft labels are theirs."),
    .value(
      "--select", "N",
      "Of all training responses without a label, N: each label's in turn, those first that the "
        + "teacher is surest of.",
      standard: "all"),
  ]

  static let stages: [Option] = [
    .value(
      "--stages", "FILE.json",
      "Instead of DATA: several distillations in a row, each begun with the last one's student.")
  ]

  /// All of `distill`.
  static var distill: [Option] { teacher + stages + common }

  static let common: [Option] =
    [
      .value("--out", "M.kdm", "Where to write; M.safetensors is written beside it."),
      .value(
        "--report", "R.html",
        "Also write a page: curves, figures, reliability, differences, sizes, settings."),
      .value(
        "--init", "STUDENT.safetensors",
        "Begin with a float student: rows of the words that it knows, its layers, and its head "
          + "when the labels are the same. Words of DATA come first, its own fill what room is left."
      ),
      .settings,
      .value("--item", "ID", "Train on this item only."),
      .flag("--item-token", "Prepend the item to each response: one student for many items."),
      .value(
        "--shortcut-penalty", "NUMBER",
        "Weight of KL(mean prediction of a batch || shares of the labels).",
        standard: "\(training.shortcutPenalty)"),
      .value(
        "--seed", "N", "Seed of split, weights, order and dropout.", standard: "\(training.seed)"),
      .value(
        "--starts", "N", "Runs from different initial weights; the best on dev is kept.",
        standard: "\(training.starts)"),
      .value(
        "--epochs", "N", "Most passes over the data, a start.", standard: "\(training.epochs)"),
      .value(
        "--patience", "N", "Stop after so many epochs without a better validation loss.",
        standard: "\(training.patience)"),
      .value(
        "--checkpoint-every", "N",
        "Keep the run's state in M.checkpoint, after every N responses of a start.",
        standard: "never"),
      .flag(
        "--resume",
        "Go on from M.checkpoint, where there is one, to the same bytes; data and options as then."),
      .value("--lr", "NUMBER", "Learning rate of Adam.", standard: "\(training.learningRate)"),
      .value(
        "--schedule", "NAME",
        "How the rate goes: " + names(LearningRateSchedule.Kind.self)
          + ", which halves it after \(LearningRateSchedule.plateauPatience) epochs without a "
          + "better validation loss.",
        standard: training.schedule.kind.rawValue),
      .value(
        "--warmup", "NUMBER",
        "Steps in which the rate grows to its value; below 1: a share of all.", standard: "0"),
      .value(
        "--clip", "NORM", "Scale longer gradients down to this norm.", standard: "never"),
      .value("--batch-size", "N", "Responses a batch.", standard: "\(training.batchSize)"),
      .value(
        "--accumulate", "N", "Batches a step; memory stays that of one.",
        standard: "\(training.accumulate)"),
      .value("--dropout", "NUMBER", "Share of values dropped.", standard: "\(training.dropout)"),
      .value(
        "--word-dropout", "NUMBER", "Share of words read as unknown, in training.",
        standard: "\(training.wordDropout)"),
      .value(
        "--weight-decay", "NUMBER", "Weight decay of AdamW.", standard: "\(training.weightDecay)"),
      .flag(
        "--qat",
        "Then train on at the weights' int8 codes, at a tenth of the rate, so that int8 loses nothing."
      ),
      .value(
        "--qat-epochs", "N", "Most epochs of --qat.",
        standard: "\(DistillationOptions.standardQuantizedEpochs)"),
      .value("--vocab-size", "N", "Words to keep.", standard: "as many as --max-params allows"),
      .value(
        "--max-params", "N", "Parameters of the student.",
        standard: "\(configuration.maximumParameters)"),
      .value(
        "--max-tokens", "N", "Later tokens of a response are ignored.",
        standard: "\(configuration.maxTokens)"),
      .value(
        "--architecture", "NAME",
        names(Architecture.self) + ".",
        standard: configuration.architecture.rawValue),
      .value(
        "--threads", "N", "Threads; their number does not change the result.",
        standard: "\(Machine.coreCount), all cores"),
    ] + gate + ColumnOptions.all

  /// All names of a choice: `a, b or c`.
  private static func names<T: RawRepresentable & CaseIterable>(_: T.Type) -> String
  where T.RawValue == String {
    let names = T.allCases.map(\.rawValue)
    return names.dropLast().joined(separator: ", ") + " or " + names.last!
  }

  /// The options of verbs that quantise.
  static let gate: [Option] = [
    .value(
      "--max-qwk-drop", "NUMBER",
      "Write nothing when int8 loses more of QWK (of accuracy, in choice questions).",
      standard: "\(DistillationOptions.standardDrop)"),
    .flag("--force", "Write nevertheless."),
    .flag("--json", "Print one JSON object."),
  ]
}
