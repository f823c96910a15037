/// A BiLSTM as the vector kernels run it: inputs, state and pooling around their steps.
struct VectorBiLSTM {
  let kernel: Kernel
  /// Hidden units of the model, and rounded up to whole vectors of eight.
  let hiddenCount: Int
  let units: Int
  let tokens: UnsafePointer<UInt16>
  /// Gate inputs [token][direction][gate][unit] of every token, or of the token in hand alone.
  let table: UnsafeMutablePointer<Int16>
  /// A zero: the id of the token in hand.
  let rowZero: UnsafePointer<UInt16>
  /// What makes the row of the token in hand; nil when the table holds every token.
  let projection: UnsafePointer<InputProjection>?
  let weights: UnsafeMutablePointer<Int16>
  let hidden: UnsafeMutablePointer<Int16>
  let cells: UnsafeMutablePointer<Int16>
  let gates: UnsafeMutablePointer<Int16>
  let pooling: Pooling

  /// Tokens [count] → pooled.
  func run(_ count: Int) { pass(count) { runSteps($0, after: $1, $2, $3) } }

  #if !KDRUN_TINY
    /// The same with one direction alone, to time it.
    func run(_ count: Int, direction: Int) {
      pass(count) { runSteps($0, after: $1, $2, $3, of: direction) }
    }
  #endif

  /// Calls `run` for all steps at once, or step by step where something is to be done between: how many
  /// steps, after how many, and the ids of both directions.
  @inline(__always)
  private func pass(
    _ count: Int, _ run: (Int, Int, UnsafePointer<UInt16>, UnsafePointer<UInt16>) -> Void
  ) {
    let width = 2 &* units
    let last = tokens + (count &- 1)
    hidden.update(repeating: 0, count: 2 &* width)
    cells.update(repeating: 0, count: width)
    pooling.begin(width)
    if let projection {
      for step in 0..<count {
        projection.pointee.project(Int(tokens[step]), 0, into: table)
        projection.pointee.project(Int(last[0 &- step]), 1, into: table)
        run(1, step, rowZero, rowZero)
        if !pooling.isMaximum { pool(after: step) }
      }
    } else if pooling.isMaximum {
      run(count, 0, tokens, last)
    } else {
      for step in 0..<count {
        run(1, step, tokens + step, last - step)
        pool(after: step)
      }
    }
    pooling.end(width, count: count)
    closePaddingGap()
  }

  /// Whether the directions interleave; other sizes go a step at a time.
  private var isInterleaved: Bool { units == interleavedUnits }

  // The steps are put together here, because the compiler reads what is passed on as a whole from
  // memory again and again.
  @_optimize(speed)
  private func runSteps(
    _ count: Int, after madeCount: Int, _ forward: UnsafePointer<UInt16>,
    _ backward: UnsafePointer<UInt16>
  ) {
    let steps = steps(count, after: madeCount, forward, backward)
    if !isInterleaved { return vectorSteps(steps, units: units, 0..<2) }
    if kernel == .simd128 { return runInterleaved(steps) }
    runWideInterleaved(kernel, steps, 0..<2)
  }

  #if !KDRUN_TINY
    @_optimize(speed)
    private func runSteps(
      _ count: Int, after madeCount: Int, _ forward: UnsafePointer<UInt16>,
      _ backward: UnsafePointer<UInt16>, of direction: Int
    ) {
      let steps = steps(count, after: madeCount, forward, backward)
      let directions = direction..<direction + 1
      if !isInterleaved { return vectorSteps(steps, units: units, directions) }
      if kernel == .simd128 { return runAlone(steps, direction) }
      runWideInterleaved(kernel, steps, directions)
    }
  #endif

  @inline(__always)
  private func steps(
    _ count: Int, after madeCount: Int, _ forward: UnsafePointer<UInt16>,
    _ backward: UnsafePointer<UInt16>
  ) -> BiLSTMSteps {
    func vectors(_ start: UnsafeMutablePointer<Int16>) -> UnsafeMutablePointer<Units> {
      UnsafeMutableRawPointer(start).assumingMemoryBound(to: Units.self)
    }
    return BiLSTMSteps(
      count: count, madeCount: madeCount, forward: forward, backward: backward,
      table: vectors(table), weights: vectors(weights), hidden: vectors(hidden),
      cells: vectors(cells), maxima: vectors(pooling.pooled),
      gates: UnsafeMutableRawPointer(gates).assumingMemoryBound(to: GateInputs.self))
  }

  /// Takes the state after `step` into the sums of average pooling.
  private func pool(after step: Int) {
    for direction in 0..<2 {
      let place = isInterleaved ? direction : 2 &* direction &+ 1 &- (step & 1)
      pooling.add(hidden + place &* units, at: direction &* units, units)
    }
  }

  /// Moves the reverse direction behind the forward one when the hidden size is padded.
  @inline(__always)
  private func closePaddingGap() {
    if hiddenCount == units { return }
    let pooled = pooling.pooled
    for unit in 0..<hiddenCount { pooled[hiddenCount + unit] = pooled[units + unit] }
  }
}

extension Scorer {
  /// The model's BiLSTM.
  @inline(__always)
  var vectorBiLSTM: UnsafePointer<VectorBiLSTM> {
    UnsafePointer(part(plan.pointee.vectors.biLSTM))
  }

  func makeVectorBiLSTM() -> VectorBiLSTM {
    let parts = plan.pointee.biLSTM
    return VectorBiLSTM(
      kernel: options.kernel, hiddenCount: model.pointee.biLSTM!.hidden, units: parts.units,
      tokens: tokens, table: part(parts.isFolded ? parts.foldedInputs : parts.inputs),
      rowZero: part(parts.rowZero), projection: parts.isFolded ? nil : inputProjection,
      weights: part(plan.pointee.vectors.recurrentWeights), hidden: part(parts.hidden),
      cells: part(parts.cells), gates: part(parts.gates), pooling: pooling)
  }
}
