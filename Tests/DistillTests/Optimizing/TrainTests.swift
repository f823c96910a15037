import KDDistill
import KDQuantize
import TestSupport
import Testing

@Suite("Training")
struct TrainTests {
  static let configuration = Sample.configuration(
    vocabulary: 30, embedding: 8, hidden: 8, dense: 8, labels: 3)

  func options(epochs: Int) -> TrainingOptions {
    var options = TrainingOptions()
    options.epochs = epochs
    options.seed = 3
    options.starts = 1
    return options
  }

  @Test(
    "learns a small set by heart", .enabled(if: isOptimized, "what it learns, not how"),
    arguments: Architecture.allCases)
  func overfits(architecture: Architecture) {
    var configuration = Self.configuration
    configuration.architecture = architecture
    let examples = Sample.learnable(configuration, count: 60, seed: 1)
    var options = options(epochs: 200)
    options.learningRate = 1e-2
    options.patience = 200
    options.lambda = 0
    options.wordDropout = 0
    let result = train(
      configuration, training: examples, validation: examples, options: options, host: .system
    ) { _ in true }
    #expect(result.history.last!.validationAccuracy == 1)
    #expect(result.history.last!.validationLoss < 0.05)
    let reference = ReferenceStudent(result.student)
    for example in examples {
      let logits = reference.logits(example.tokens)
      #expect(logits.max() == logits[example.label])
    }
  }

  @Test("the same bytes for 1, 2, 4 and 8 threads and again; other bytes for another seed")
  func repeatable() {
    let training = Sample.learnable(Self.configuration, count: 150, seed: 2)
    let validation = Sample.learnable(Self.configuration, count: 41, seed: 3)
    func run(threads: Int, seed: UInt64) -> TrainingResult {
      var options = options(epochs: 4)
      options.threads = threads
      options.seed = seed
      return train(
        Self.configuration, training: training, validation: validation, options: options,
        host: .system
      ) { _ in true }
    }
    let first = run(threads: 1, seed: 3)
    #expect(first.history.count == 4)
    for threads in [1, 2, 4, 8] {
      let other = run(threads: threads, seed: 3)
      #expect(other.history == first.history)
      #expect(
        other.student.parameters.map(\.bitPattern) == first.student.parameters.map(\.bitPattern))
    }
    #expect(run(threads: 1, seed: 4).student.parameters != first.student.parameters)
  }

  @Test("stops after `patience` epochs without a lower validation loss, with the best weights")
  func earlyStopping() {
    // Validation labels that contradict the training: the loss soon rises.
    let training = Sample.learnable(Self.configuration, count: 100, seed: 4)
    var validation = Sample.learnable(Self.configuration, count: 50, seed: 5)
    for i in validation.indices where i % 3 == 0 {
      validation[i].label = (validation[i].label + 1) % 3
    }
    var options = options(epochs: 200)
    options.lambda = 0
    options.learningRate = 1e-2
    options.patience = 5
    let result = train(
      Self.configuration, training: training, validation: validation, options: options,
      host: .system
    ) { _ in true }
    #expect(result.bestEpoch + 5 == result.history.count)
    #expect(result.history.count < 200)
    let best = result.history.map(\.validationLoss).min()!
    #expect(result.history[result.bestEpoch - 1].validationLoss == best)
    let loss = ReferenceStudent(result.student).loss(validation, lambda: 0)
    #expect(abs(loss - best) < 1e-5)
    #expect(abs(loss - result.history.last!.validationLoss) > 1e-4)
    #expect(!result.wasStopped)
  }

  @Test("of several starts, the one with the least validation loss is kept")
  func starts() {
    let training = Sample.learnable(Self.configuration, count: 64, seed: 6)
    let validation = Sample.learnable(Self.configuration, count: 40, seed: 7)
    var options = options(epochs: 4)
    func result(starts: Int, seed: UInt64) -> TrainingResult {
      options.starts = starts
      options.seed = seed
      return train(
        Self.configuration, training: training, validation: validation, options: options,
        host: .system
      ) { _ in true }
    }
    func loss(_ result: TrainingResult) -> Double {
      result.history[result.bestEpoch - 1].validationLoss
    }
    let singles = (0..<3).map { result(starts: 1, seed: 5 + UInt64($0) << 40) }
    let best = result(starts: 3, seed: 5)
    #expect(loss(best) == singles.map(loss).min())
    #expect(best.student.parameters == singles[best.bestStart - 1].student.parameters)
    #expect(Set(singles.map(loss)).count == 3)
    #expect(best.epochsRun == 12)
    for threads in [2, 3, 8] {
      options.threads = threads
      let other = result(starts: 3, seed: 5)
      #expect(other.bestStart == best.bestStart)
      #expect(other.history == best.history)
      #expect(
        other.student.parameters.map(\.bitPattern) == best.student.parameters.map(\.bitPattern))
    }
  }

  @Test("starts side by side report as one, and stop as one", arguments: [1, 2, 3])
  func startsReport(threads: Int) {
    let training = Sample.learnable(Self.configuration, count: 64, seed: 6)
    var options = options(epochs: 20)
    options.starts = 3
    options.threads = threads
    var reports: [TrainingProgress] = []
    let whole = train(
      Self.configuration, training: training, validation: training, options: options,
      host: .system
    ) {
      reports.append($0)
      return true
    }
    #expect(reports.count >= 60)
    #expect(reports.allSatisfy { (1...3).contains($0.start) && $0.starts == 3 })
    for (before, after) in zip(reports, reports.dropFirst()) {
      #expect(before.share <= after.share)
    }
    #expect(reports.last!.share == 1)
    #expect(whole.epochsRun == 60)
    #expect(!whole.wasStopped)
    var calls = 0
    let stopped = train(
      Self.configuration, training: training, validation: training, options: options,
      host: .system
    ) { _ in
      calls += 1
      return calls < 7
    }
    #expect(calls == 7)
    #expect(stopped.wasStopped)
    #expect(stopped.epochsRun < 60)
    #expect(stopped.bestEpoch >= 1)
  }

  @Test("reports progress, and stops cleanly when told to")
  func stopping() {
    let training = Sample.learnable(Self.configuration, count: 64, seed: 6)
    var reports: [TrainingProgress] = []
    let result = train(
      Self.configuration, training: training, validation: training, options: options(epochs: 50),
      host: .system
    ) {
      reports.append($0)
      return $0.epoch < 3 || $0.validationLoss.isNaN
    }
    #expect(result.wasStopped)
    #expect(result.history.count <= 3)
    #expect(result.bestEpoch >= 1)
    #expect(reports.count >= 2)
    let last = reports.last!
    #expect(last.epochs == 50)
    #expect(last.batches == 2)
    #expect(last.responsesPerSecond > 0)
    #expect(last.validationLoss == result.history.last!.validationLoss)
    let none = train(
      Self.configuration, training: training, validation: training, options: options(epochs: 5),
      host: .system
    ) { _ in false }
    #expect(none.wasStopped)
    #expect(none.student.parameters.allSatisfy { $0.isFinite })
  }

  @Test(
    "the teacher alone teaches: no labels, soft labels only",
    .enabled(if: isOptimized, "what it learns, not how"))
  func teacherOnly() {
    var examples = Sample.learnable(Self.configuration, count: 60, seed: 7)
    let labels = examples.map(\.label)
    for i in examples.indices { examples[i].label = -1 }
    var options = options(epochs: 150)
    options.learningRate = 1e-2
    options.patience = 150
    options.lambda = 1
    let result = train(
      Self.configuration, training: examples, validation: examples, options: options,
      host: .system
    ) { _ in true }
    let reference = ReferenceStudent(result.student)
    for (example, label) in zip(examples, labels) {
      let logits = reference.logits(example.tokens)
      #expect(logits.max() == logits[label])
    }
  }
}
