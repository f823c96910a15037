import KDDistill

/// The options of a single step: learning rate over time, accumulation and clipping.
extension TrainingOptions {
  mutating func readSteps(_ arguments: Arguments) throws(Failure) {
    if let kind = try arguments.choice(
      "--schedule", LearningRateSchedule.Kind.allCases.map { ($0.rawValue, $0) })
    {
      schedule.kind = kind
    }
    // Training would end before the rate is ever halved.
    if schedule.kind == .plateau && patience <= LearningRateSchedule.plateauPatience {
      throw .exclusive("--schedule plateau", "--patience \(patience)")
    }
    if let value = try arguments.number("--warmup", 0...1e9) {
      guard value < 1 || value == value.rounded() else {
        throw .badValue(
          option: "--warmup", expected: "a whole number of steps or a share below 1",
          got: arguments.string("--warmup")!)
      }
      schedule.warmup = value < 1 ? .share(value) : .steps(Int(value))
    }
    if let value = try arguments.integer("--accumulate", 1...4096) { accumulate = value }
    if let value = try arguments.number("--clip", 1e-9...1e9) { clipNorm = Float(value) }
  }
}
