/// Mean and covariance of a vector that a layer reads, over the calibration texts.
package struct Moments: Sendable, Equatable {
  /// Vectors that were added.
  package private(set) var count = 0
  private var sums: [Double]
  private var products: [Double]

  init(width: Int) {
    sums = [Double](repeating: 0, count: width)
    products = [Double](repeating: 0, count: width * width)
  }

  mutating func add(_ vector: [Float]) {
    count += 1
    let width = sums.count
    for row in 0..<width where vector[row] != 0 {
      sums[row] += Double(vector[row])
      for column in 0..<width {
        products[row * width + column] += Double(vector[row]) * Double(vector[column])
      }
    }
  }

  /// [width]
  var mean: [Double] { sums.map { $0 / Double(max(count, 1)) } }

  /// [width, width]
  var covariance: [Double] {
    let mean = mean
    return products.indices.map { index in
      products[index] / Double(max(count, 1)) - mean[index / mean.count] * mean[index % mean.count]
    }
  }
}
