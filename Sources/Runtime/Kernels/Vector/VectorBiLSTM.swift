// Tokens → pooled state, for the vector kernels: state, inputs and pooling around their steps.

extension Scorer {
  /// Tokens [count] → pooled.
  func vectorBiLSTM(_ count: Int) { passSteps(count) { runSteps($0) } }

  /// The same with one direction alone, to time it.
  func vectorBiLSTM(_ count: Int, direction: Int) {
    passSteps(count) { runSteps($0, of: direction) }
  }

  /// Calls `run` for all steps at once, or step by step where something is to be done between.
  @inline(__always)
  private func passSteps(_ count: Int, _ run: (StepRange) -> Void) {
    let width = 2 &* plan.paddedHidden
    let isMaximum = pool.kind == .globalMaxPool
    clearState()
    beginPool(isMaximum: isMaximum, width)
    if isInputFolded && isMaximum {
      run(foldedRun(0, count, of: count))
    } else {
      for step in 0..<count {
        run(isInputFolded ? foldedRun(step, 1, of: count) : projectedRun(step, of: count))
        if !isMaximum { poolState(after: step) }
      }
    }
    endPool(isMaximum: isMaximum, width, count: count)
    closePaddingGap()
  }

  /// Whether the directions take turns (InterleavedSteps.swift); other sizes go a step at a time.
  var isInterleaved: Bool { plan.paddedHidden == interleavedUnits }

  @_optimize(speed)
  private func runSteps(_ run: StepRange) {
    if !isInterleaved { return vectorSteps(run, 0..<2) }
    let memory = memory(run)
    if options.kernel == .simd128 { return runInterleaved(memory, run.count) }
    runWideInterleaved(options.kernel, memory, run.count, 0..<2)
  }

  @_optimize(speed)
  private func runSteps(_ run: StepRange, of direction: Int) {
    let directions = direction..<direction + 1
    if !isInterleaved { return vectorSteps(run, directions) }
    let memory = memory(run)
    if options.kernel == .simd128 { return runAlone(memory, run.count, direction) }
    runWideInterleaved(options.kernel, memory, run.count, directions)
  }

  @inline(__always)
  private func memory(_ run: StepRange) -> BiLSTMMemory {
    BiLSTMMemory(
      isFresh: run.start == 0,
      forward: run.forward, backward: run.backward,
      table: UnsafeRawPointer(run.table).assumingMemoryBound(to: Units.self),
      weights: part(plan.recurrentWeights, Units.self), hidden: part(plan.hidden, Units.self),
      cells: part(plan.cell, Units.self), maxima: part(plan.pooled, Units.self),
      gates: part(plan.gates, GateInputs.self))
  }

  /// Steps `start` ..< `start + count` of `total` over the folded table.
  private func foldedRun(_ start: Int, _ count: Int, of total: Int) -> StepRange {
    StepRange(
      forward: tokens + start, backward: tokens + (total &- 1 &- start), count: count,
      start: start, table: foldRow(0))
  }

  /// One step over a table of one row, projected now.
  private func projectedRun(_ step: Int, of total: Int) -> StepRange {
    project(Int(tokens[step]), 0, into: steps)
    project(Int(tokens[total &- 1 &- step]), 1, into: steps)
    return StepRange(forward: rowZero, backward: rowZero, count: 1, start: step, table: steps)
  }

  /// Takes the state after `step` into the sums of average pooling.
  private func poolState(after step: Int) {
    let padded = plan.paddedHidden
    for direction in 0..<2 {
      let place = isInterleaved ? direction : 2 &* direction &+ 1 &- (step & 1)
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
