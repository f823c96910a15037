// The input projection of the vector kernels: embedding times W_ih, tabulated or for one step.

extension Scorer {
  /// Embeds and projects `token` for one direction of a row [direction][gate][unit], clamped to
  /// the input limit.
  @_optimize(speed)
  func project(_ token: Int, _ direction: Int, into row: UnsafeMutablePointer<Int16>) {
    embed(token)
    let shift = Int32(truncatingIfNeeded: model.layers[1].shift)
    let limit = model.layers[1].inputLimit
    let pairs = plan.paddedInputs / 2
    let weightCount = 4 * plan.paddedHidden * plan.paddedInputs / 8
    var weights = UnsafePointer(part(plan.inputWeights, Int16x8.self)) + direction * weightCount
    var biases =
      UnsafePointer(part(plan.inputBias, Int32x4.self)) + direction * plan.paddedHidden
    let columns = UnsafeRawPointer(embedded).assumingMemoryBound(to: Int32.self)
    let outputs = UnsafeMutableRawPointer(row + direction * 4 * plan.paddedHidden)
      .assumingMemoryBound(to: Int16x8.self)
    let finish = InputScale(shift: shift, limit: limit)
    let blocks = plan.paddedHidden / 8
    for block in 0..<blocks {
      var sums = GateSums(biases)
      sums.add(columns, weights, pairs: pairs)
      weights += 8 * pairs
      biases += 8
      outputs[block] = finish.apply(sums.i)
      outputs[block + blocks] = finish.apply(sums.f)
      outputs[block + 2 * blocks] = finish.apply(sums.g)
      outputs[block + 3 * blocks] = finish.apply(sums.o)
    }
  }
}

/// From a 32-bit sum to a gate input: shift and clamp.
struct InputScale {
  let shift: Int32
  let limit: Int32

  @inline(always)
  func apply(_ sums: (Sums, Sums)) -> Int16x8 {
    narrowed(joined(clamp(totals(sums.0)), clamp(totals(sums.1))))
  }

  @inline(always)
  private func clamp(_ sum: Int32x4) -> Int32x4 {
    clamped(sum &>> Int32x4(repeating: shift), 0 &- limit, limit)
  }
}
