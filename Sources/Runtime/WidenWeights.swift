// Prepares int16 weights in the order in which the vector kernel reads them.

extension Scorer {
  func widenWeights() {
    if plan.paddedHidden > 0 {
      let layer = model.layers[1]
      let gateCount = 4 * plan.paddedHidden
      for direction in 0..<2 {
        interleave(
          layer.matrices[2 * direction], gates: 4, columns: plan.paddedInputs,
          into: part(plan.inputWeights, Int16.self) + direction * gateCount * plan.paddedInputs)
        interleave(
          layer.matrices[2 * direction + 1], gates: 4, columns: plan.paddedHidden,
          into: part(plan.recurrentWeights, Int16.self)
            + direction * gateCount * plan.paddedHidden)
        arrangeBias(layer, direction, into: part(plan.inputBias, Int32.self) + direction * gateCount)
      }
    }
    for index in 0..<model.layerCount where model.layers[index].kind == .dense {
      let layer = model.layers[index]
      interleave(
        layer.matrices[0], gates: 1, columns: (layer.inputs + 1) & ~1,
        into: part(plan.denseWeights[index], Int16.self))
    }
  }

  /// matrix [gates · units, columns] → [block of 8 units][pair of columns][gate][8 units][2],
  /// zero where the matrix has no such unit or column.
  private func interleave(
    _ matrix: Matrix, gates: Int, columns: Int, into weights: UnsafeMutablePointer<Int16>
  ) {
    let units = matrix.rows / gates
    var place = weights
    for block in 0..<(units + 7) / 8 {
      for pair in 0..<columns / 2 {
        for gate in 0..<gates {
          for lane in 0..<16 {
            let unit = 8 * block + lane / 2
            let column = 2 * pair + lane % 2
            if unit < units && column < matrix.columns {
              place.pointee = Int16(
                truncatingIfNeeded: model.weight(matrix, gate * units + unit, column))
            }
            place += 1
          }
        }
      }
    }
  }

  /// bias [4 · H] → [block of 8 units][gate][8 units].
  private func arrangeBias(
    _ layer: Layer, _ direction: Int, into biases: UnsafeMutablePointer<Int32>
  ) {
    for unit in 0..<layer.hidden {
      for gate in 0..<4 {
        let row = direction * 4 * layer.hidden + gate * layer.hidden + unit
        biases[(unit / 8 * 4 + gate) * 8 + unit % 8] = model.int32(layer.biasOffset, row)
      }
    }
  }
}
