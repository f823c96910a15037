extension QuantizedMatrix {
  /// The real size of one step of a row.
  func step(_ row: Int) -> Double {
    Double(multipliers[row]) / powerOfTwo(8 + fractionBits)
  }

  /// The widened weights as real numbers, row-major.
  var realValues: [Double] {
    (0..<rows).flatMap { row in
      (0..<columns).map { Double(widened(row, $0)) / powerOfTwo(fractionBits) }
    }
  }

  /// Refines each row r of this projection so that its sums over the rows of `inputs` come close
  /// to those of `exact` over `exactInputs`; row v counts `weights[v]` times.
  mutating func refineRows(
    exact: [Float], exactInputs: [Float], inputs: QuantizedMatrix, weights: [Double]
  ) {
    let real = inputs.realValues
    let curvature = weightedProducts(real, real, columns, weights)
    let cross = weightedProducts(real, exactInputs.map(Double.init), columns, weights)
    refineEachRow(exact, curvature: curvature, cross: cross)
  }

  /// Refines each row of this embedding so that `projections` of it come close to the exact
  /// projections of the exact row.
  mutating func refineEmbedding(
    exact: [Float], projections: [QuantizedMatrix], exactProjections: [[Float]]
  ) {
    let real = projections.flatMap { $0.realValues }
    let exactReal = exactProjections.flatMap { $0.map(Double.init) }
    let ones = [Double](repeating: 1, count: real.count / columns)
    let curvature = weightedProducts(real, real, columns, ones)
    let cross = weightedProducts(real, exactReal, columns, ones)
    refineEachRow(exact, curvature: curvature, cross: cross)
  }
}

extension QuantizedMatrix {
  /// Refines each row of a dense layer for the calibrated inputs; returns by how much the mean
  /// of each row's sum moved, for the bias to take back.
  mutating func refineDense(exact: [Float], inputs: Moments) -> [Double] {
    let curvature = inputs.covariance
    let mean = inputs.mean
    refineEachRow(exact, curvature: curvature, cross: curvature)
    return (0..<rows).map { row in
      (0..<columns).reduce(0) { sum, column in
        let real = Double(widened(row, column)) / powerOfTwo(fractionBits)
        return sum + (real - Double(exact[row * columns + column])) * mean[column]
      }
    }
  }

  /// Refines every row with one `curvature`; its exact row times `cross` is the linear part.
  private mutating func refineEachRow(_ exact: [Float], curvature: [Double], cross: [Double]) {
    for row in 0..<rows {
      let range = row * columns..<(row + 1) * columns
      let error = RoundingError(
        count: columns, curvature: curvature, linear: product(cross, exact[range], columns))
      error.refine(&values[range], step: step(row))
    }
  }
}

/// Σ_v weights[v] a_v b_vᵀ of rows a_v, b_v: [count, count].
private func weightedProducts(
  _ a: [Double], _ b: [Double], _ count: Int, _ weights: [Double]
) -> [Double] {
  var sum = [Double](repeating: 0, count: count * count)
  for (row, weight) in weights.enumerated() where weight > 0 {
    for i in 0..<count {
      let scaled = a[row * count + i] * weight
      for j in 0..<count { sum[i * count + j] += scaled * b[row * count + j] }
    }
  }
  return sum
}

/// matrix [count, count] · vector [count].
private func product(_ matrix: [Double], _ vector: ArraySlice<Float>, _ count: Int) -> [Double] {
  (0..<count).map { row in
    (0..<count).reduce(0) {
      $0 + matrix[row * count + $1] * Double(vector[vector.startIndex + $1])
    }
  }
}
