// Tokens → pooled state, for the vector kernels: state, inputs and pooling around their steps.

extension Scorer {
  /// Tokens [count] → pooled. One direction alone only serves to time it.
  func vectorBiLSTM(_ count: Int, _ directions: Range<Int> = 0..<2) {
    let width = 2 &* plan.paddedHidden
    let isMaximum = pool.kind == .globalMaxPool
    clearState()
    beginPool(isMaximum: isMaximum, width)
    if isInputFolded && isMaximum {
      runSteps(foldedRun(0, count, of: count), directions)
    } else {
      for step in 0..<count {
        let isFolded = isInputFolded
        runSteps(isFolded ? foldedRun(step, 1, of: count) : projectedRun(step, of: count), directions)
        if !isMaximum { poolState(after: step) }
      }
    }
    endPool(isMaximum: isMaximum, width, count: count)
    closePaddingGap()
  }

  /// Whether the directions take turns (Turns.swift); other sizes go a step at a time.
  var takesTurns: Bool { plan.paddedHidden == turnUnits }

  @_optimize(speed)
  private func runSteps(_ run: StepRun, _ directions: Range<Int>) {
    if !takesTurns { return vectorSteps(run, directions) }
    let memory = TurnMemory(
      isFresh: run.start == 0,
      forward: run.forward, backward: run.backward,
      table: UnsafeRawPointer(run.table).assumingMemoryBound(to: Units.self),
      weights: part(plan.recurrentWeights, Units.self), hidden: part(plan.hidden, Units.self),
      cells: part(plan.cell, Units.self), maxima: part(plan.pooled, Units.self),
      gates: part(plan.gates, GateInputs.self))
    if options.kernel == .simd128 {
      runTurns(memory, run.count, directions)
    } else {
      runWideTurns(options.kernel, memory, run.count, directions)
    }
  }

  /// Steps `start` ..< `start + count` of `total` over the folded table.
  private func foldedRun(_ start: Int, _ count: Int, of total: Int) -> StepRun {
    StepRun(
      forward: tokens + start, backward: tokens + (total &- 1 &- start), count: count,
      start: start, table: foldRow(0))
  }

  /// One step over a table of one row, projected now.
  private func projectedRun(_ step: Int, of total: Int) -> StepRun {
    project(Int(tokens[step]), 0, into: steps)
    project(Int(tokens[total &- 1 &- step]), 1, into: steps)
    return StepRun(forward: rowZero, backward: rowZero, count: 1, start: step, table: steps)
  }

  /// Takes the state after `step` into the sums of average pooling.
  private func poolState(after step: Int) {
    let padded = plan.paddedHidden
    for direction in 0..<2 {
      let place = takesTurns ? direction : 2 &* direction &+ 1 &- (step & 1)
      poolStep(isMaximum: false, hidden + place &* padded, at: direction &* padded, padded)
    }
  }

  /// Moves the reverse direction behind the forward one when the hidden size is padded.
  private func closePaddingGap() {
    let count = model.layers[1].hidden
    if count == plan.paddedHidden { return }
    for unit in 0..<count { pooled[count + unit] = pooled[plan.paddedHidden + unit] }
  }
}
