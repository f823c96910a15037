// Prepares int16 weights in the order in which the vector kernels read them.

extension Scorer {
  /// Fills the parts of the arena's `VectorPlan`.
  func prepareVectors() {
    if plan.pointee.biLSTM.units > 0 {
      let layer = model.pointee.biLSTM!
      arrange(layer.forward, 0)
      arrange(layer.reverse, 1)
      part(plan.pointee.vectors.projection).initialize(to: makeInputProjection())
      part(plan.pointee.vectors.biLSTM).initialize(to: makeVectorBiLSTM())
    }
    var weights = part(plan.pointee.vectors.denseWeights)
    var biases = part(plan.pointee.vectors.denseBiases)
    let dense = model.pointee.dense
    for index in 0..<dense.count {
      let layer = dense[index]
      interleave(layer.weights, gates: 1, columns: (layer.inputs + 1) & ~1, into: weights)
      for row in 0..<layer.outputs { biases[row] = layer.biases[row] }
      (part(plan.pointee.vectors.dense) + index).initialize(
        to: VectorDense(layer, weights, biases))
      weights += VectorDense.weightCount(layer)
      biases += VectorDense.biasCount(layer)
    }
  }

  @inline(never)
  private func arrange(_ direction: LSTMDirection, _ index: Int) {
    let (units, inputs) = (plan.pointee.biLSTM.units, plan.pointee.vectors.inputs)
    interleave(
      direction.inputWeights, gates: 4, columns: inputs,
      into: part(plan.pointee.vectors.inputWeights) + index * 4 * units * inputs)
    let recurrent = part(plan.pointee.vectors.recurrentWeights) + index * 4 * units * units
    if units == interleavedUnits {
      arrangeForInterleaving(
        direction.recurrentWeights, lanes: options.kernel.lanes, into: recurrent)
    } else {
      interleave(direction.recurrentWeights, gates: 4, columns: units, into: recurrent)
    }
    arrangeBiases(
      direction.biases, into: part(plan.pointee.vectors.inputBiases) + index * 4 * units)
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
/// order of interleaved steps for vectors of `lanes` lanes of 8 units.
///
/// One lane: slots are pairs of columns in order, the sums are those of the lower and the upper
/// four units. Two lanes: each begins with the columns of its own units, and the sums are those
/// of the even and the odd units.
@inline(never)
private func arrangeForInterleaving(
  _ matrix: Matrix, lanes: Int, into weights: UnsafeMutablePointer<Int16>
) {
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
private func weight(
  _ matrix: Matrix, _ gate: Int, of gates: Int, unit: Int, column: Int
) -> Int16 {
  let units = matrix.rows / gates
  if unit >= units || column >= matrix.columns { return 0 }
  return Int16(truncatingIfNeeded: matrix.weight(gate * units + unit, column))
}

/// biases [4 · H] → [block of 8 units][gate][8 units].
private func arrangeBiases(_ biases: Int32Vector, into places: UnsafeMutablePointer<Int32>) {
  let hidden = biases.count / 4
  for unit in 0..<hidden {
    for gate in 0..<4 {
      places[(unit / 8 * 4 + gate) * 8 + unit % 8] = biases[gate * hidden + unit]
    }
  }
}
