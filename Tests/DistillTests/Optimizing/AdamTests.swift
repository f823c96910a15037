import KDDistill
import Testing

@Suite("Adam")
struct AdamTests {
  @Test("two steps by hand")
  func byHand() {
    let adam = Adam(5)
    var parameters: [Float] = [1, 1, 1, 1, 1]
    adam.step(&parameters, gradient: [0.5, -2, 0, 1e-3, 4], learningRate: 0.1)
    // The first step is the learning rate, against the sign of the gradient; none without one.
    let first: [Float] = [0.9, 1.1, 1, 0.9, 0.9]
    for (p, e) in zip(parameters, first) { #expect(abs(p - e) < 2e-6) }
    adam.step(&parameters, gradient: [0.5, -2, 0, 1e-3, -4], learningRate: 0.1)
    // The same gradient again: the same step. The opposite one: m = 0.36 − 0.4 = −0.04, m̂ =
    // −0.04 / 0.19, v̂ = 16, so the step is +0.1 · 0.2105 / 4.
    let second: [Float] = [0.8, 1.2, 1, 0.8, 0.9 + 0.1 * 0.04 / 0.19 / 4]
    for (p, e) in zip(parameters, second) { #expect(abs(p - e) < 4e-6) }
  }

  @Test("weight decay shrinks a weight by its share, whatever the gradient")
  func weightDecay() {
    let adam = Adam(2)
    var parameters: [Float] = [2, 2]
    adam.step(&parameters, gradient: [0, 7], learningRate: 0.1, weightDecay: 0.5)
    #expect(abs(parameters[0] - 2 * 0.95) < 1e-6)
    #expect(abs(parameters[1] - (2 * 0.95 - 0.1)) < 1e-6)
  }
}
