import Foundation
import KDDistill
import Testing

@Suite("Learning rate")
struct LearningRateScheduleTests {
  func schedule(
    _ kind: LearningRateSchedule.Kind, _ warmup: LearningRateSchedule.Warmup = .steps(0)
  ) -> LearningRateSchedule {
    var schedule = LearningRateSchedule()
    schedule.kind = kind
    schedule.warmup = warmup
    return schedule
  }

  @Test("constant is the base rate, bit for bit")
  func constant() {
    for step in 0..<100 {
      #expect(LearningRateSchedule().rate(base: 3e-3, step: step, of: 100) == 3e-3)
    }
  }

  @Test("cosine and linear in closed form, with and without a warm-up", arguments: [0, 1, 10, 99])
  func closedForm(warm: Int) {
    let steps = 100
    for step in 0..<steps {
      let p = Double(step - warm) / Double(steps - warm)
      let rising = 2 * Double(step + 1) / Double(max(warm, 1))
      let cosine = step < warm ? rising : 1 + cos(.pi * p)
      let linear = step < warm ? rising : 2 * (1 - p)
      for (kind, exact) in [(LearningRateSchedule.Kind.cosine, cosine), (.linear, linear)] {
        let rate = schedule(kind, .steps(warm)).rate(base: 2, step: step, of: steps)
        #expect(abs(Double(rate) - exact) < 2e-7, "\(kind) \(step): \(exact), \(rate)")
        #expect(rate > 0)
      }
    }
  }

  @Test("a share of warm-up is rounded to whole steps; the rate reaches its base and stays")
  func share() {
    let schedule = schedule(.constant, .share(0.05))
    let rates = (0..<50).map { schedule.rate(base: 3, step: $0, of: 50) }
    // 2.5 steps: 3.
    #expect(rates.prefix(4) == [1, 2, 3, 3])
    #expect(rates.dropFirst(2).allSatisfy { $0 == 3 })
  }

  @Test("a plateau halves")
  func plateau() {
    let schedule = schedule(.plateau)
    let rates = (0..<4).map { schedule.rate(base: 0.8, step: 7, of: 9, halvings: $0) }
    #expect(rates == [0.8, 0.4, 0.2, 0.1])
  }

  @Test("in training: the history tells the rate of each epoch's last step and a gradient norm")
  func history() {
    let configuration = TrainTests.configuration
    let training = Sample.learnable(configuration, count: 100, seed: 4)
    // Labels that contradict the training, so that the validation loss soon rises.
    var validation = Sample.learnable(configuration, count: 50, seed: 5)
    for i in validation.indices where i % 3 == 0 {
      validation[i].label = (validation[i].label + 1) % 3
    }
    var options = TrainingOptions()
    options.starts = 1
    options.epochs = 40
    options.lambda = 0
    options.learningRate = 1e-2
    options.patience = 40
    options.schedule = schedule(.plateau)
    let result = train(
      configuration, training: training, validation: validation, options: options, host: .system
    ) { _ in true }
    var (best, worse, rate) = (Double.infinity, 0, Float(1e-2))
    for epoch in result.history {
      #expect(epoch.learningRate == rate)
      #expect(epoch.gradientNorm > 0 && epoch.gradientNorm < 10)
      worse = epoch.validationLoss < best ? 0 : worse + 1
      best = min(best, epoch.validationLoss)
      if worse > 0 && worse % 3 == 0 { rate /= 2 }
    }
    #expect(rate < 1e-2, "never halved: nothing was tested")
    // Four steps an epoch; before the last of 160, the 1/160th part of the way is left.
    options.schedule = schedule(.linear)
    let linear = train(
      configuration, training: training, validation: validation, options: options, host: .system
    ) { _ in true }
    #expect(abs(linear.history.last!.learningRate * 160 - 1e-2) < 1e-7)
  }
}
