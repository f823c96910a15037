/// The input projection of the vector kernels: embedding times W_ih, to be tabulated or for one step.
struct InputProjection {
  let embedding: Matrix
  /// One embedded token.
  let embedded: UnsafeMutablePointer<Int16>
  /// Of each direction, interleaved: [block of 8 units][pair of columns][gate][8 units][2].
  let weights: UnsafePointer<Int16x8>
  /// Of each direction: [block of 8 units][gate][8 units].
  let biases: UnsafePointer<Int32x4>
  /// Units of a direction, whole vectors of eight.
  let units: Int
  /// Pairs of columns.
  let pairs: Int
  let shift: Int32
  let limit: Int32

  /// Embeds and projects `token` for one direction of a row [direction][gate][unit], clamped to
  /// the input limit.
  @_optimize(speed)
  func project(_ token: Int, _ direction: Int, into row: UnsafeMutablePointer<Int16>) {
    embedding.widen(token, into: embedded)
    var weights = weights + direction * units * pairs
    var biases = biases + direction * units
    let columns = UnsafeRawPointer(embedded).assumingMemoryBound(to: Int32.self)
    let outputs = UnsafeMutableRawPointer(row + direction * 4 * units)
      .assumingMemoryBound(to: Int16x8.self)
    let blocks = units / 8
    for block in 0..<blocks {
      var sums = GateSums(biases)
      sums.add(columns, weights, pairs: pairs)
      weights += 8 * pairs
      biases += 8
      outputs[block] = scaled(sums.i)
      outputs[block + blocks] = scaled(sums.f)
      outputs[block + 2 * blocks] = scaled(sums.g)
      outputs[block + 3 * blocks] = scaled(sums.o)
    }
  }

  /// From 32-bit sums to gate inputs: shift and clamp.
  @inline(always)
  private func scaled(_ sums: (Sums, Sums)) -> Int16x8 {
    narrowed(joined(clamp(totals(sums.0)), clamp(totals(sums.1))))
  }

  @inline(always)
  private func clamp(_ sum: Int32x4) -> Int32x4 {
    clamped(sum &>> Int32x4(repeating: shift), 0 &- limit, limit)
  }
}

extension Scorer {
  /// The projection of the model's BiLSTM.
  @inline(__always)
  var inputProjection: UnsafePointer<InputProjection> {
    UnsafePointer(part(plan.pointee.vectors.projection))
  }

  func makeInputProjection() -> InputProjection {
    let (model, parts) = (model, plan.pointee.vectors)
    return InputProjection(
      embedding: model.pointee.embedding.matrix, embedded: embedded,
      weights: UnsafeRawPointer(part(parts.inputWeights)).assumingMemoryBound(to: Int16x8.self),
      biases: UnsafeRawPointer(part(parts.inputBiases)).assumingMemoryBound(to: Int32x4.self),
      units: plan.pointee.biLSTM.units, pairs: parts.inputs / 2,
      shift: Int32(truncatingIfNeeded: model.pointee.biLSTM!.shift),
      limit: model.pointee.biLSTM!.inputLimit)
  }
}
