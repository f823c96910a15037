/// What shapes a training run; the defaults are those of the command line.
///
/// Every lever applies to all data alike. Against the plain recipe (PyTorch's initial weights and
/// dropout alone) they raise held-out accuracy and QWK; docs/RESULTS.md has the figures.
public struct TrainingOptions: Sendable {
  /// How label and teacher are put together.
  public enum Loss: String, Sendable, CaseIterable {
    /// CE(label) + λ · CE(teacher), Latif et al.
    case crossEntropy = "ce"
    /// (1 − α) · CE(label) + α · T² · KL(teacher ‖ student), both at temperature T; Hinton et al.
    case divergence = "kl"
  }
  /// How label and teacher are put together.
  public var loss = Loss.crossEntropy
  static let lossOption = OptionDeclaration(
    "loss",
    .choice(names(of: Loss.self)) { $0.training.loss = Loss(rawValue: $1) ?? .crossEntropy },
    names(of: Loss.self).joined(separator: " or ") + ": how label and teacher are put together.",
    kept: .when("loss") { $0.training.loss == .divergence }
  ) { $0.training.loss.rawValue }

  /// Weight λ of the teacher's soft labels in `crossEntropy`; 0 is plain training.
  public var lambda: Float = 1
  static let lambdaOption = OptionDeclaration(
    "lambda", .number(0...1000) { $0.training.lambda = Float($1) },
    "Weight of the teacher's part of the loss ce.",
    kept: .when("lambda") { $0.training.loss == .crossEntropy }
  ) { "\($0.training.lambda)" }

  /// Weight α of the teacher in `divergence`, 0 … 1.
  public var alpha: Float = 0.5
  static let alphaOption = OptionDeclaration(
    "alpha", .number(0...1) { $0.training.alpha = Float($1) },
    "Share of the teacher's part of the loss kl, 0 to 1.",
    kept: .when("alpha") { $0.training.loss == .divergence }
  ) { "\($0.training.alpha)" }

  /// Temperature T of `divergence`, above 0.
  public var temperature: Float = 1
  static let temperatureOption = OptionDeclaration(
    "temperature", .number(0.1...100) { $0.training.temperature = Float($1) },
    "T of the loss kl: above 1 it evens the probabilities out.",
    kept: .when("temperature") { $0.training.loss == .divergence }
  ) { "\($0.training.temperature)" }

  /// Weight of KL(mean prediction of a batch ‖ share of each label), `ShortcutPenalty`.
  public var shortcutPenalty: Float = 0
  static let shortcutPenaltyOption = OptionDeclaration(
    "shortcut-penalty", .number(0...1000) { $0.training.shortcutPenalty = Float($1) },
    "Weight of KL(mean prediction of a batch || shares of the labels).",
    kept: .when("shortcut_penalty") { $0.training.shortcutPenalty > 0 }
  ) { "\($0.training.shortcutPenalty)" }

  /// Weight of the distance from the teachers' hidden states, where the examples have any.
  public var hiddenWeight: Float = 1
  static let hiddenWeightOption = OptionDeclaration(
    "hidden-weight", .number(0...1000) { $0.training.hiddenWeight = Float($1) },
    "Weight of the MSE between the projected pooled state and the hidden states.",
    kept: .withHiddenStates("hidden_weight")
  ) { "\($0.training.hiddenWeight)" }

  /// Decides the split, the initial weights, the order of the responses and the dropout.
  public var seed: UInt64 = 0
  static let seedOption = OptionDeclaration(
    "seed", .integer(0...Int(clamping: UInt32.max)) { $0.training.seed = UInt64($1) },
    "Seed of split, weights, order and dropout.", isVaried: false
  ) { "\($0.training.seed)" }

  /// Runs from different initial weights, of which the best on validation is kept.
  public var starts = 2
  static let startsOption = OptionDeclaration(
    "starts", .integer(1...1000) { $0.training.starts = $1 },
    "Runs from different initial weights; the best on dev is kept.", kept: .always("starts")
  ) { "\($0.training.starts)" }

  /// Most passes over the training responses.
  public var epochs = 60
  static let epochsOption = OptionDeclaration(
    "epochs", .integer(1...100_000) { $0.training.epochs = $1 },
    "Most passes over the data, a start.", kept: .always("epochs")
  ) { "\($0.training.epochs)" }

  /// Stops after this many epochs without a lower validation loss.
  public var patience = 10
  static let patienceOption = OptionDeclaration(
    "patience", .integer(1...100_000) { $0.training.patience = $1 },
    "Stop after so many epochs without a better validation loss.", kept: .always("patience")
  ) { "\($0.training.patience)" }

  /// Adam's, before the schedule.
  public var learningRate: Float = 3e-3
  static let learningRateOption = OptionDeclaration(
    "lr", .number(1e-9...1) { $0.training.learningRate = Float($1) }, "Learning rate of Adam.",
    kept: .always("learning_rate")
  ) { "\($0.training.learningRate)" }

  /// How the learning rate changes over the steps.
  public var schedule = LearningRateSchedule()
  static let scheduleOption = OptionDeclaration(
    "schedule",
    .choice(names(of: LearningRateSchedule.Kind.self)) {
      $0.training.schedule.kind = LearningRateSchedule.Kind(rawValue: $1) ?? .constant
    },
    "How the rate goes: " + listed(LearningRateSchedule.Kind.self)
      + ", which halves it after \(LearningRateSchedule.plateauPatience) epochs without a "
      + "better validation loss.",
    kept: .ifChanged("schedule")
  ) { $0.training.schedule.kind.rawValue }
  static let warmupOption = OptionDeclaration(
    "warmup",
    .number(0...1e9) { $0.training.schedule.warmup = $1 < 1 ? .share($1) : .steps(Int($1)) },
    "Steps in which the rate grows to its value; below 1: a share of all.",
    kept: .ifChanged("warmup")
  ) {
    switch $0.training.schedule.warmup {
    case .steps(0), .share(0): "0"
    case .steps(let count): "\(count)"
    case .share(let share): "\(share)"
    }
  }

  /// Responses of a batch, at least 1.
  public var batchSize = 32
  static let batchSizeOption = OptionDeclaration(
    "batch-size", .integer(1...4096) { $0.training.batchSize = $1 }, "Responses a batch.",
    kept: .always("batch_size")
  ) { "\($0.training.batchSize)" }

  /// Batches whose gradients are added before a step; memory stays that of one.
  public var accumulate = 1
  static let accumulateOption = OptionDeclaration(
    "accumulate", .integer(1...4096) { $0.training.accumulate = $1 },
    "Batches a step; memory stays that of one.", kept: .ifChanged("accumulate")
  ) { "\($0.training.accumulate)" }

  /// Longer gradients are scaled down to this norm; `nil`: never.
  public var clipNorm: Float?
  static let clipOption = OptionDeclaration(
    "clip", .number(1e-9...1e9) { $0.training.clipNorm = Float($1) },
    "Scale longer gradients down to this norm.", placeholder: "NORM", standard: "never",
    kept: .ifChanged("clip")
  ) { $0.training.clipNorm.map { "\($0)" } }

  /// Rate of dropout of embedded tokens, of the pooled vector and of the dense layer.
  public var dropout: Float = 0.3
  static let dropoutOption = OptionDeclaration(
    "dropout", .number(0...0.95) { $0.training.dropout = Float($1) }, "Share of values dropped.",
    kept: .always("dropout")
  ) { "\($0.training.dropout)" }

  /// Probability that a word is read as an unknown one, in training: the student learns what
  /// unknown words look like, and not to lean on a single word.
  public var wordDropout: Float = 0.15
  static let wordDropoutOption = OptionDeclaration(
    "word-dropout", .number(0...0.95) { $0.training.wordDropout = Float($1) },
    "Share of words read as unknown, in training.", kept: .always("word_dropout")
  ) { "\($0.training.wordDropout)" }

  /// Deviation of the initial embedding. PyTorch's 1 gives rare words, which training hardly
  /// moves, a loud random voice.
  public var embeddingScale: Float = 0.5

  /// All weights shrink by this share of the learning rate in a step (AdamW).
  public var weightDecay: Float = 0.05
  static let weightDecayOption = OptionDeclaration(
    "weight-decay", .number(0...10) { $0.training.weightDecay = Float($1) },
    "Weight decay of AdamW.", kept: .always("weight_decay")
  ) { "\($0.training.weightDecay)" }

  /// Decay of the moving average of the weights over steps; the average is the student.
  public var averageDecay: Float = 0.99
  /// Whether the loss is taken at the weights' int8 codes (`fakeQuantize`), which are the result.
  public var quantizesWeights = false
  /// At most this many threads, shared out among the starts first, then within each batch; the
  /// result does not depend on it.
  public var threads = 1

  /// The defaults of the command line.
  public init() {}

  /// Responses of a step, and steps of an epoch of `count` responses.
  var stepSize: Int { batchSize * accumulate }
  func stepCount(_ count: Int) -> Int { (count + stepSize - 1) / stepSize }
}

/// The options in the order of the help: an option that is added here needs no other list.
extension TrainingOptions {
  /// What is learnt from a teacher.
  public static let teaching = [
    hiddenWeightOption, lossOption, lambdaOption, alphaOption, temperatureOption,
  ]
  /// How a run begins and ends.
  public static let running = [
    shortcutPenaltyOption, seedOption, startsOption, epochsOption, patienceOption,
  ]
  /// What a step does.
  public static let stepping = [
    learningRateOption, scheduleOption, warmupOption, clipOption, batchSizeOption,
    accumulateOption, dropoutOption, wordDropoutOption, weightDecayOption,
  ]
  static var declared: [OptionDeclaration] { teaching + running + stepping }
}
