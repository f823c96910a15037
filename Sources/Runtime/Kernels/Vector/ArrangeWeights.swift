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
        let recurrent =
          part(plan.recurrentWeights, Int16.self) + direction * gateCount * plan.paddedHidden
        if isInterleaved {
          arrangeForInterleaving(layer.matrices[2 * direction + 1], into: recurrent)
        } else {
          interleave(
            layer.matrices[2 * direction + 1], gates: 4, columns: plan.paddedHidden,
            into: recurrent)
        }
        arrangeBias(
          layer, direction, into: part(plan.inputBias, Int32.self) + direction * gateCount)
      }
    }
    for index in 0..<model.layerCount where model.layers[index].kind == .dense {
      let layer = model.layers[index]
      interleave(
        layer.matrices[0], gates: 1, columns: (layer.inputs + 1) & ~1,
        into: part(plan.dense[index].weights, Int16.self))
      let biases = part(plan.dense[index].biases, Int32.self)
      for row in 0..<layer.outputs { biases[row] = model.int32(layer.biasOffset, row) }
    }
  }

  /// matrix [gates · units, columns] → [block of 8 units][pair of columns][gate][8 units][2],
  /// zero where the matrix has no such unit or column.
  @inline(never)
  private func interleave(
    _ matrix: Matrix, gates: Int, columns: Int, into weights: UnsafeMutablePointer<Int16>
  ) {
    let units = matrix.rows / gates
    var place = weights
    for block in 0..<(units + 7) / 8 {
      for pair in 0..<columns / 2 {
        for gate in 0..<gates {
          for lane in 0..<16 {
            place.pointee = weight(
              matrix, gate, of: gates, unit: 8 * block + lane / 2, column: 2 * pair + lane % 2)
            place += 1
          }
        }
      }
    }
  }

  /// matrix [4 · units, columns] → [block of units][gate][slot][two sums][lane][4 units][2], the
  /// order of InterleavedSteps.swift for vectors of `Kernel.lanes` lanes of 8 units.
  ///
  /// One lane: slots are pairs of columns in order, the sums are those of the lower and the upper
  /// four units. Two lanes: each begins with the columns of its own units, and the sums are those
  /// of the even and the odd units.
  @inline(never)
  private func arrangeForInterleaving(_ matrix: Matrix, into weights: UnsafeMutablePointer<Int16>) {
    let lanes = options.kernel.lanes
    var place = weights
    for block in 0..<2 / lanes {
      for gate in 0..<4 {
        for slot in 0..<8 {
          for sum in 0..<2 {
            for lane in 0..<lanes {
              let eight = lanes == 1 ? block : lane
              let from = lanes == 1 ? slot / 4 : lane ^ (slot / 4)
              for index in 0..<8 {
                let unit = lanes == 1 ? 4 * sum + index / 2 : 2 * (index / 2) + sum
                place.pointee = weight(
                  matrix, gate, of: 4, unit: 8 * eight + unit,
                  column: 8 * from + 2 * (slot % 4) + index % 2)
                place += 1
              }
            }
          }
        }
      }
    }
  }

  /// The weight of a gate's unit, 0 where the matrix has no such unit or column.
  private func weight(_ matrix: Matrix, _ gate: Int, of gates: Int, unit: Int, column: Int) -> Int16
  {
    let units = matrix.rows / gates
    if unit >= units || column >= matrix.columns { return 0 }
    return Int16(truncatingIfNeeded: model.weight(matrix, gate * units + unit, column))
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
