import KDCommon
import KDData
import KDDistill
import KDSystem

/// The trials of `tune`, each cross-validated; their students are judged, not kept.
final class TrialRuns: @unchecked Sendable {
  /// Digest of all that decides what a trial gives.
  let identity: String
  /// Responses of all parts together, and those that there are for training.
  let sampleCount: Int
  let trainCount: Int
  private let plan: TunePlan
  private let labels: [String]
  private let scale: LabelScale
  /// By part: the part as dev, the others as training data.
  private let sources: [DistillationData]
  /// Students of a share of the data see each response more often: as often as the square root of
  /// the share says, between as many epochs and as many steps as with all data.
  private let stretch: Double

  // Below is touched only while the lock is held.
  private let lock = Lock()
  private let line = ProgressLine()
  private var trials: [Trial] = []
  /// By trial, the scores of its parts so far, and whether it may run at all.
  private var scores: [Int: [Int: FoldScores?]] = [:]
  private var begun: [Int: Bool] = [:]

  init(_ plan: TunePlan, _ all: DistillationData) throws(Failure) {
    self.plan = plan
    let rows = all.split.train
    trainCount = rows.count { $0.label != nil }
    guard trainCount >= 2 * plan.folds else {
      throw .badData(
        "\(plan.base.operands[0]): expected at least \(2 * plan.folds) labelled responses for "
          + "\(plan.folds) folds, got \(trainCount)")
    }
    let wanted = Int((plan.fraction * Double(trainCount)).rounded(.up))
    sampleCount = min(trainCount, max(wanted, TunePlan.leastRowsOfFold * plan.folds))
    let folds = crossValidationFolds(
      rows, count: sampleCount, folds: plan.folds, seed: plan.seed)
    sources = folds.indices.map { held in
      var source = all
      let others = folds.indices.filter { $0 != held }.flatMap { folds[$0] }
      source.split.train = others.sorted().map { rows[$0] }
      source.split.dev = folds[held].map { rows[$0] }
      source.split.test = []
      return source
    }
    labels = all.split.labels
    scale = all.split.scale
    stretch = (Double(trainCount) / Double(sources[0].split.train.count)).squareRoot()
    let first = try Self.trainingPlan(plan.arguments(1), all.split.labels, stretch)
      .distillation(sources[0])
    let parts =
      first.identity + [
        (name: "folds", value: "\(plan.folds) of \(sampleCount)"),
        (name: "space", value: "\(plan.space.options)"),
      ]
    identity = sha256(Array(parts.map { "\($0.name) \($0.value)\n" }.joined().utf8))
  }

  /// Runs the trials that are not in `done`; returns all.
  ///
  /// - Parameter finished: Called after each trial with those so far, never on two threads at once.
  func run(
    _ done: [Int: Trial], finished: @Sendable ([Trial]) throws(Failure) -> Void
  ) throws(Failure) -> [Trial] {
    defer { line.clear() }
    trials = done.values.filter { $0.number <= plan.trialCount }
    let open = (1...plan.trialCount).filter { done[$0] == nil }
    var plans: [TrainingPlan] = []
    for number in open {
      plans.append(try Self.trainingPlan(plan.arguments(number), labels, stretch))
    }
    let tasks = plans
    _ = try TaskPool.run(open.count * plan.folds, threads: plan.threads) {
      [self] task throws(Failure) in
      let (index, fold) = (task / plan.folds, task % plan.folds)
      guard begins(open[index]) else { return }
      let scores = try score(tasks[index], fold)
      try lock.withLock { () throws(Failure) in
        if let trial = end(open[index], fold, scores) {
          trials.append(trial)
          try finished(trials)
        }
        line.show(text)
      }
    }
    return trials
  }

  private static func trainingPlan(
    _ arguments: Arguments, _ labels: [String], _ stretch: Double
  ) throws(Failure) -> TrainingPlan {
    var plan = try TrainingPlan(arguments)
    plan.files.options.training.threads = 1
    plan.files.options.training.epochs = Int(Double(plan.files.options.training.epochs) * stretch)
    plan.files.options.training.patience = Int(
      Double(plan.files.options.training.patience) * stretch)
    plan.files.options.configuration.labels = labels
    return plan
  }

  /// Whether there was time left when the first part of the trial began.
  private func begins(_ number: Int) -> Bool {
    lock.withLock {
      let isInTime = begun[number] ?? (line.seconds < plan.seconds ?? .infinity)
      begun[number] = isInTime
      return isInTime
    }
  }

  private func score(_ plan: TrainingPlan, _ fold: Int) throws(Failure) -> FoldScores? {
    do throws(Failure) {
      let distillation = try plan.distillation(sources[fold])
      let result = try distillation.trainUnlessStopped { _ in }
      return FoldScores(result.student, distillation.validationExamples)
    } catch .diverged {
      return nil
    }
  }

  /// The trial, once all its parts have ended.
  private func end(_ number: Int, _ fold: Int, _ ended: FoldScores?) -> Trial? {
    scores[number, default: [:]].updateValue(ended, forKey: fold)
    guard let parts = scores[number], parts.count == plan.folds else { return nil }
    let known = (0..<plan.folds).compactMap { parts[$0] ?? nil }
    return Trial(
      number: number, settings: plan.settings(number),
      figures: known.count == plan.folds ? Trial.Figures(known, labels: labels, scale: scale) : nil)
  }

  private var text: String {
    let parts = scores.values.reduce(0) { $0 + $1.count }
    let ended = scores.values.count { $0.count == plan.folds }
    let left = plan.trialCount - (trials.count - ended)
    let share = Double(parts) / Double(max(left * plan.folds, 1))
    let best = trials.ranked.first.map { ", best log loss \(decimal($0.rank, places: 4))" } ?? ""
    let time =
      share > 0 ? ", at most \(duration(line.seconds * (1 - share) / share)) left" : ""
    return "trial \(grouped(trials.count)) of \(grouped(plan.trialCount))\(best)\(time)"
  }
}
