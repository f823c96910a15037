import KDQuantize

// The blocks of a product. Values of the left factor are loaded in pairs: without AVX, spreading
// one over a vector takes a load and a shuffle. More than two steps of the depth at a time, and
// the compiler keeps sums in memory, which costs more than it saves.
extension Product {
  /// 16 columns of rows `row` and `row + 1`.
  @inline(always)
  func twoRows(
    _ left: LeftFactor, _ row: Int, _ column: Int, _ start0: UnsafePointer<Float>,
    _ start1: UnsafePointer<Float>, _ out0: Floats, _ out1: Floats
  ) {
    var sums = BlockSums(start0 + column, start1 + column)
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
    _ left: UnsafePointer<Float>, _ step: Int, _ column: Int, _ start: UnsafePointer<Float>,
    _ out: Floats
  ) {
    typealias V = SIMD4<Float>
    var a0 = V.load(start + column)
    var a1 = V.load(start + column + 4)
    var a2 = V.load(start + column + 8)
    var a3 = V.load(start + column + 12)
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
    _ left: UnsafePointer<Float>, _ step: Int, _ first: Int, _ start: UnsafePointer<Float>,
    _ out: Floats
  ) {
    var column = first
    while column + 4 <= columns {
      lane(SIMD4<Float>.self, left, step, column, start, out)
      column += 4
    }
    while column < columns {
      lane(Float.self, left, step, column, start, out)
      column += 1
    }
  }

  @inline(always)
  private func lane<V: FloatVector>(
    _: V.Type, _ left: UnsafePointer<Float>, _ step: Int, _ column: Int,
    _ start: UnsafePointer<Float>, _ out: Floats
  ) {
    var sum = V.load(start + column)
    for k in 0..<depth {
      sum = sum + V(repeating: left[k * step]) * V.load(right + k * rightRow + column)
    }
    sum.store(out + column)
  }
}

/// The sums of 2 × 16 elements, in eight registers.
private struct BlockSums {
  typealias V = SIMD4<Float>
  private var a0, a1, a2, a3: V
  private var b0, b1, b2, b3: V

  @inline(always)
  init(_ start0: UnsafePointer<Float>, _ start1: UnsafePointer<Float>) {
    a0 = .load(start0)
    a1 = .load(start0 + 4)
    a2 = .load(start0 + 8)
    a3 = .load(start0 + 12)
    b0 = .load(start1)
    b1 = .load(start1 + 4)
    b2 = .load(start1 + 8)
    b3 = .load(start1 + 12)
  }

  /// Adds `left0` times the 16 values at `right` to the first row, `left1` times to the second:
  /// the right factor is read once for two rows.
  @inline(always)
  mutating func add(_ left0: Float, _ left1: Float, _ right: UnsafePointer<Float>) {
    let f0 = V(repeating: left0)
    let f1 = V(repeating: left1)
    let r0 = V.load(right)
    a0 += f0 * r0
    b0 += f1 * r0
    let r1 = V.load(right + 4)
    a1 += f0 * r1
    b1 += f1 * r1
    let r2 = V.load(right + 8)
    a2 += f0 * r2
    b2 += f1 * r2
    let r3 = V.load(right + 12)
    a3 += f0 * r3
    b3 += f1 * r3
  }

  @inline(always)
  func store(_ out0: Floats, _ out1: Floats) {
    a0.store(out0)
    a1.store(out0 + 4)
    a2.store(out0 + 8)
    a3.store(out0 + 12)
    b0.store(out1)
    b1.store(out1 + 4)
    b2.store(out1 + 8)
    b3.store(out1 + 12)
  }
}
