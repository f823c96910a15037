import KDDistill
import KDSystem

/// Distillations that differ in options and in the seed, side by side, a thread each. Their
/// students are judged, not kept.
final class StudentRuns: @unchecked Sendable {
  let seeds: [Int]
  /// What the students are judged on.
  let part: JudgedPart
  /// [variants][seeds]
  private let plans: [[TrainingPlan]]
  private let data: [String: DistillationData]
  private let threads: Int

  // Below is touched only while the lock is held.
  private let lock = Lock()
  private let line = ProgressLine()
  private var outcomes: [[RunOutcome?]]
  /// Of each run, the share that is done.
  private var shares: [Double]

  /// Checks the options of every run and reads all data.
  ///
  /// - Parameters:
  ///   - variants: command lines that differ in options of training.
  ///   - readsTest: whether the teachers' rows of the test part are wanted too.
  init(_ variants: [Arguments], readsTest: Bool = false) throws(Failure) {
    let count = try variants[0].integer("--seeds") ?? RunOptions.standardCount
    let first = try variants[0].integer("--seed") ?? 0
    seeds = (0..<count).map { first + $0 }
    if variants[0].operands.first == "-" && count > 1 { throw .exclusive("-", "--seeds \(count)") }
    let runCount = variants.count * count
    threads = try variants[0].integer("--threads") ?? Machine.coreCount
    var plans: [[TrainingPlan]] = []
    var data: [String: DistillationData] = [:]
    for variant in variants {
      var row: [TrainingPlan] = []
      for seed in seeds {
        var plan = try TrainingPlan(
          variant.with("--seed", "\(seed)").with("--out", TrainingPlan.unusedPath))
        plan.files.options.training.threads = max(1, threads / runCount)
        row.append(plan)
      }
      plans.append(row)
    }
    for plan in plans.joined() where data[plan.files.readingKey] == nil {
      data[plan.files.readingKey] = try plan.read(readsTest: readsTest, tells: data.isEmpty)
    }
    self.plans = plans
    self.data = data
    part = try JudgedPart(plans[0][0], data[plans[0][0].files.readingKey]!)
    outcomes = plans.map { $0.map { _ in nil } }
    shares = Array(repeating: 0, count: runCount)
  }

  /// The data of each seed, as a variant has it.
  func data(of variant: Int) -> [DistillationData] {
    plans[variant].map { data[$0.files.readingKey]! }
  }

  /// What was judged on what, for a report.
  var heading: String {
    "int8 students on \(part.text); mean ± standard deviation of "
      + (seeds.count == 1 ? "1 seed" : "\(seeds.count) seeds")
  }

  /// All outcomes, [variants][seeds].
  ///
  /// - Parameter finished: Called after each run with those so far, never on two threads at once.
  func run(
    finished: @Sendable ([[RunOutcome?]]) throws(Failure) -> Void = { _ in }
  ) throws(Failure) -> [[RunOutcome]] {
    defer { line.clear() }
    _ = try TaskPool.run(shares.count, threads: threads) { [self] task throws(Failure) in
      let (variant, seed) = (task / seeds.count, task % seeds.count)
      let outcome = try run(plans[variant][seed], task)
      try lock.withLock { () throws(Failure) in
        outcomes[variant][seed] = outcome
        try finished(outcomes)
      }
    }
    return outcomes.map { $0.compactMap { $0 } }
  }

  private func run(_ plan: TrainingPlan, _ task: Int) throws(Failure) -> RunOutcome {
    defer { report(task, share: 1) }
    do throws(Failure) {
      return .judged(
        try plan.distillation(data[plan.files.readingKey]!).judge { report(task, share: $0) })
    } catch .diverged {
      return .diverged
    }
  }

  private func report(_ task: Int, share: Double) {
    lock.withLock {
      shares[task] = share
      line.show(text)
    }
  }

  private var text: String {
    let share = shares.reduce(0, +) / Double(shares.count)
    let done = shares.count { $0 == 1 }
    let left = share > 0 ? ", at most \(duration(line.seconds * (1 - share) / share)) left" : ""
    return "\(grouped(done)) of \(grouped(shares.count)) runs\(left)"
  }
}

/// What students of many runs are judged on.
struct JudgedPart {
  /// `test` or `dev`.
  let name: String
  /// For a heading.
  let text: String

  init(_ plan: TrainingPlan, _ data: DistillationData) throws(Failure) {
    name = data.judged.isTest ? "test" : "dev"
    text =
      plan.files.isSplit
      ? "the test part of a split 7:1:2 by the seed"
      : data.judged.isTest ? "the folder's test file" : "dev, which also chose the epoch"
    if !data.judged.responses.contains(where: { $0.label != nil }) {
      throw .badData("\(plan.files.dataPath): expected \(name) responses with a label, got none")
    }
  }
}

extension Distillation {
  /// Trains and quantises, and judges the int8 student on `DistillationData.judged`; writes nothing.
  ///
  /// - Parameter progress: given the share that is done, on any thread.
  fileprivate func judge(progress: (Double) -> Void) throws(Failure) -> RunFigures {
    let result = try trainUnlessStopped { progress($0.share) }
    return try telling { () throws(DistillationError) in
      let student = try finish(result)
      let fidelity = try testFidelity(student) ?? student.quantized.fidelity
      return RunFigures(
        evaluation: fidelity.int8, parameterCount: result.student.parameters.count,
        byteCount: student.quantized.bytes.count)
    }
  }
}
