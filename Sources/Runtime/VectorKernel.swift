// The 128-bit kernel: eight units at a time, weights in pairs of columns (`interleave`).
// Equal to ScalarKernel.swift bit for bit: the sums are exact, so their order is free.

extension Scorer {
  /// Tokens [count] → logits.
  func runVector(_ count: Int) {
    if plan.paddedHidden > 0 {
      vectorBiLSTM(count)
    } else {
      poolEmbeddings(count)
    }
    var input = pooled
    var output = activations
    for index in 0..<model.layerCount where model.layers[index].kind == .dense {
      let layer = model.layers[index]
      let weights = part(plan.denseWeights[index], Int16x8.self)
      if layer.inputs % 2 == 1 { input[layer.inputs] = 0 }
      vectorDense(layer, weights, input, output, isLast: index == model.layerCount - 1)
      swap(&input, &output)
    }
  }

  private func vectorBiLSTM(_ count: Int) {
    let padded = plan.paddedHidden
    let isMaximum = pool.kind == .globalMaxPool
    clearState()
    beginPool(isMaximum: isMaximum, 2 * padded)
    let weightCount = 4 * padded * padded / 8
    let weights = UnsafePointer(part(plan.recurrentWeights, Int16x8.self))
    for step in 0..<count {
      for direction in 0..<2 {
        let token = Int(tokens[direction == 0 ? step : count &- 1 &- step])
        let states = hidden + direction &* 2 &* padded
        let before = states + (step & 1) &* padded
        let after = states + (1 &- (step & 1)) &* padded
        vectorStep(
          inputRow(token, direction), weights + direction &* weightCount, before, after,
          cell + direction &* padded)
        if isMaximum {
          vectorMaximum(after, pooled + direction &* padded)
        } else {
          poolStep(isMaximum: false, after, at: direction &* padded, padded)
        }
      }
    }
    endPool(isMaximum: isMaximum, 2 * padded, count: count)
    closePaddingGap()
  }

  /// The gate inputs of `token`, in the order [block][gate][8 units]: tabulated or computed.
  @inline(always)
  private func inputRow(_ token: Int, _ direction: Int) -> UnsafePointer<Int16x8> {
    let places: UnsafeMutablePointer<Int16>
    if isInputFolded {
      places = foldRow(token) + direction &* 4 &* plan.paddedHidden
    } else {
      places = steps + direction &* 4 &* plan.paddedHidden
      embed(token)
      projectVector(direction, places)
    }
    return UnsafeRawPointer(places).assumingMemoryBound(to: Int16x8.self)
  }

  /// One LSTM step of one direction: before [H] → after [H], and the cell [H].
  @inline(always)
  private func vectorStep(
    _ inputs: UnsafePointer<Int16x8>, _ weights: UnsafePointer<Int16x8>,
    _ before: UnsafeMutablePointer<Int16>, _ after: UnsafeMutablePointer<Int16>,
    _ cells: UnsafeMutablePointer<Int16>
  ) {
    let pairs = plan.paddedHidden / 2
    let columns = UnsafeRawPointer(before).assumingMemoryBound(to: Int32.self)
    let outputs = UnsafeMutableRawPointer(after).assumingMemoryBound(to: Int16x8.self)
    let cell = UnsafeMutableRawPointer(cells).assumingMemoryBound(to: Int16x8.self)
    var weights = weights
    for block in 0..<plan.paddedHidden / 8 {
      var sums = GateSums(repeating: 0x8000)
      sums.add(columns, weights, pairs: pairs)
      weights += 8 &* pairs
      let x = inputs + 4 &* block
      outputs[block] = lstmCell(
        input: x[0] &+ highHalves(sums.i.0, sums.i.1),
        forget: x[1] &+ highHalves(sums.f.0, sums.f.1),
        candidate: x[2] &+ highHalves(sums.g.0, sums.g.1),
        output: x[3] &+ highHalves(sums.o.0, sums.o.1), cell: &cell[block])
    }
  }

  @inline(always)
  private func vectorMaximum(
    _ values: UnsafeMutablePointer<Int16>, _ maxima: UnsafeMutablePointer<Int16>
  ) {
    let from = UnsafeMutableRawPointer(values).assumingMemoryBound(to: Int16x8.self)
    let into = UnsafeMutableRawPointer(maxima).assumingMemoryBound(to: Int16x8.self)
    for block in 0..<plan.paddedHidden / 8 { into[block] = larger(into[block], from[block]) }
  }

  /// Moves the reverse direction behind the forward one when the hidden size is not padded.
  private func closePaddingGap() {
    let count = model.layers[1].hidden
    if count == plan.paddedHidden { return }
    for unit in 0..<count { pooled[count + unit] = pooled[plan.paddedHidden + unit] }
  }

  /// Projects the embedded token: [block][gate][8 units], clamped to the input limit.
  @inline(never)
  private func projectVector(_ direction: Int, _ row: UnsafeMutablePointer<Int16>) {
    let layer = model.layers[1]
    let pairs = plan.paddedInputs / 2
    let weightCount = 4 * plan.paddedHidden * plan.paddedInputs / 8
    var weights = UnsafePointer(part(plan.inputWeights, Int16x8.self)) + direction * weightCount
    let biases =
      UnsafePointer(part(plan.inputBias, Int32x4.self)) + direction * plan.paddedHidden
    let columns = UnsafeRawPointer(embedded).assumingMemoryBound(to: Int32.self)
    let outputs = UnsafeMutableRawPointer(row).assumingMemoryBound(to: Int16x8.self)
    let finish = InputScale(shift: Int32(layer.shift), limit: layer.inputLimit)
    for block in 0..<plan.paddedHidden / 8 {
      let bias = biases + 8 * block
      var sums = GateSums(
        i: (bias[0], bias[1]), f: (bias[2], bias[3]), g: (bias[4], bias[5]), o: (bias[6], bias[7]))
      sums.add(columns, weights, pairs: pairs)
      weights += 8 * pairs
      outputs[4 * block] = finish.apply(sums.i)
      outputs[4 * block + 1] = finish.apply(sums.f)
      outputs[4 * block + 2] = finish.apply(sums.g)
      outputs[4 * block + 3] = finish.apply(sums.o)
    }
  }

  /// Tabulates the projection of `token`.
  func foldVector(_ token: Int) {
    embed(token)
    for direction in 0..<2 {
      projectVector(direction, foldRow(token) + direction * 4 * plan.paddedHidden)
    }
  }

  /// input [inputs] → output [outputs], or the logits from the last layer.
  private func vectorDense(
    _ layer: Layer, _ weights: UnsafePointer<Int16x8>, _ input: UnsafeMutablePointer<Int16>,
    _ output: UnsafeMutablePointer<Int16>, isLast: Bool
  ) {
    let pairs = (layer.inputs + 1) / 2
    let columns = UnsafeRawPointer(input).assumingMemoryBound(to: Int32.self)
    var weights = weights
    var row = 0
    while row < layer.outputs {
      var low = Int32x4.zero
      var high = Int32x4.zero
      for pair in 0..<pairs {
        let values = unsafeBitCast(Int32x4(repeating: columns[pair]), to: Int16x8.self)
        low &+= multiplyAddPairs(values, weights[0])
        high &+= multiplyAddPairs(values, weights[1])
        weights += 2
      }
      for lane in 0..<min(8, layer.outputs &- row) {
        let sum = lane < 4 ? low[lane] : high[lane &- 4]
        let bias = model.int32(layer.biasOffset, row &+ lane)
        finishDense(layer, row &+ lane, sum &+ bias, output, isLast: isLast)
      }
      row &+= 8
    }
  }
}
