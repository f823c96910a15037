import KDCommon
import KDDistill
import TestSupport
import Testing

@Suite("Matrix products against three plain loops")
struct MatrixProductTests {
  @Test("every combination of small sizes, both layouts of the left factor, gathered starts")
  func sizes() {
    var random = Random(seed: 2)
    var compared = 0
    for rows in [1, 2, 3, 4, 7] {
      for columns in [1, 3, 4, 5, 15, 16, 17, 20, 33, 64] {
        for depth in [0, 1, 2, 9] {
          let left = (0..<rows * depth).map { _ in random.uniform() - 0.5 }
          let right = (0..<depth * columns).map { _ in random.uniform() - 0.5 }
          let addend = (0..<rows * columns).map { _ in random.uniform() - 0.5 }
          let index = (0..<rows).map { _ in Int32(random.below(rows)) }
          for isTransposed in [false, true] {
            let (row, step) = isTransposed ? (1, rows) : (depth, 1)
            var direct = [Float](repeating: .nan, count: rows * columns)
            var gathered = direct
            let factor = LeftFactor(left, row: row, step: step)
            right.withUnsafeBufferPointer { r in
              let buffer = [Float](repeating: 0, count: 1)
              buffer.withUnsafeBufferPointer { empty in
                let product = MatrixProduct(
                  columns: columns, depth: depth, right: r.baseAddress ?? empty.baseAddress!,
                  rightRow: columns)
                product(
                  rows: rows, factor, addend: addend, addendRow: columns, out: &direct,
                  outRow: columns)
                product.gathering(
                  rows: rows, factor, addend: addend, addendRow: columns, index: index,
                  out: &gathered, outRow: columns)
              }
            }
            for i in 0..<rows {
              for j in 0..<columns {
                var sum = addend[i * columns + j]
                var other = addend[Int(index[i]) * columns + j]
                for k in 0..<depth {
                  let product = left[i * row + k * step] * right[k * columns + j]
                  sum += product
                  other += product
                }
                #expect(direct[i * columns + j] == sum)
                #expect(gathered[i * columns + j] == other)
                compared += 1
              }
            }
          }
        }
      }
    }
    #expect(compared == 17 * 178 * 8)
  }
}
