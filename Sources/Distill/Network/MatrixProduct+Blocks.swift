import KDQuantize

// The blocks of a product. Values of the left factor are loaded in pairs: without AVX, spreading
// one over a vector takes a load and a shuffle. More than two steps of the depth at a time, and
// the compiler keeps sums in memory, which costs more than it saves.
extension MatrixProduct {
  /// 16 columns of rows `row` and `row + 1`.
  @inline(always)
  func twoRows(
    _ left: LeftFactor, _ row: Int, _ column: Int, _ addend0: UnsafePointer<Float>,
    _ addend1: UnsafePointer<Float>, _ out0: Floats, _ out1: Floats
  ) {
    var sums = BlockSums(addend0 + column, addend1 + column)
    var l0 = left[row: row]
    var r = right + column
    if left.step == 1 {
      var l1 = left[row: row + 1]
      for _ in 0..<depth >> 1 {
        let f0 = pair(l0)
        let f1 = pair(l1)
        sums.add(f0[0], f1[0], r)
        sums.add(f0[1], f1[1], r + rightRow)
        l0 += 2
        l1 += 2
        r += 2 &* rightRow
      }
      if depth & 1 == 1 { sums.add(l0.pointee, l1.pointee, r) }
    } else {
      for _ in 0..<depth {
        let f = pair(l0)
        sums.add(f[0], f[1], r)
        l0 += left.step
        r += rightRow
      }
    }
    sums.store(out0 + column, out1 + column)
  }

  @inline(always)
  private func pair(_ values: UnsafePointer<Float>) -> SIMD2<Float> {
    UnsafeRawPointer(values).loadUnaligned(as: SIMD2<Float>.self)
  }

  @inline(always)
  func oneRow(
    _ left: UnsafePointer<Float>, _ step: Int, _ column: Int, _ addend: UnsafePointer<Float>,
    _ out: Floats
  ) {
    typealias V = SIMD4<Float>
    var a0 = V.load(addend + column)
    var a1 = V.load(addend + column + 4)
    var a2 = V.load(addend + column + 8)
    var a3 = V.load(addend + column + 12)
    var l = left
    var r = right + column
    for _ in 0..<depth {
      let f = V(repeating: l.pointee)
      a0 += f * V.load(r)
      a1 += f * V.load(r + 4)
      a2 += f * V.load(r + 8)
      a3 += f * V.load(r + 12)
      l += step
      r += rightRow
    }
    a0.store(out + column)
    a1.store(out + column + 4)
    a2.store(out + column + 8)
    a3.store(out + column + 12)
  }

  /// The columns from `first` on, four at a time and then one by one.
  func narrow(
    _ left: UnsafePointer<Float>, _ step: Int, _ first: Int, _ addend: UnsafePointer<Float>,
    _ out: Floats
  ) {
    var column = first
    while column + 4 <= columns {
      lane(SIMD4<Float>.self, left, step, column, addend, out)
      column += 4
    }
    while column < columns {
      lane(Float.self, left, step, column, addend, out)
      column += 1
    }
  }

  @inline(always)
  private func lane<V: FloatVector>(
    _: V.Type, _ left: UnsafePointer<Float>, _ step: Int, _ column: Int,
    _ addend: UnsafePointer<Float>, _ out: Floats
  ) {
    var sum = V.load(addend + column)
    for k in 0..<depth {
      sum = sum + V(repeating: left[k * step]) * V.load(right + k * rightRow + column)
    }
    sum.store(out + column)
  }
}
