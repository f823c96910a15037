import KDCommon
import KDDistill
import TestSupport
import Testing

@Suite("Seeded random numbers and dropout")
struct RandomTests {
  @Test("seeds and streams differ, the same seed repeats")
  func streams() {
    var heads: Set<UInt64> = []
    for seed in 0..<10 {
      for stream in 0..<10 {
        var random = Random(seed: UInt64(seed), stream: UInt64(stream))
        heads.insert(random.next())
      }
    }
    #expect(heads.count == 100)
    var a = Random(seed: 5, stream: 9)
    var b = Random(seed: 5, stream: 9)
    #expect((0..<100).allSatisfy { _ in a.next() == b.next() })
  }

  @Test("uniform and normal numbers have their means and variances")
  func moments() {
    var random = Random(seed: 1)
    let count = 200_000
    let uniform = (0..<count).map { _ in Double(random.uniform()) }
    let normal = (0..<count).map { _ in Double(random.normal()) }
    func mean(_ x: [Double]) -> Double { x.reduce(0, +) / Double(count) }
    func square(_ x: [Double]) -> Double { x.reduce(0) { $0 + $1 * $1 } / Double(count) }
    #expect(uniform.allSatisfy { (0..<1).contains($0) })
    #expect(abs(mean(uniform) - 0.5) < 0.003)
    #expect(abs(square(uniform) - 1.0 / 3) < 0.003)
    #expect(abs(mean(normal)) < 0.01)
    #expect(abs(square(normal) - 1) < 0.015)
    #expect(normal.contains { abs($0) > 3.5 })
  }

  @Test("a shuffle is a permutation, and every place is reached")
  func shuffle() {
    var random = Random(seed: 3)
    var firsts: Set<Int32> = []
    for _ in 0..<500 {
      var order = (0..<20).map { Int32($0) }
      order.withUnsafeMutableBufferPointer { random.shuffle($0) }
      #expect(order.sorted() == (0..<20).map { Int32($0) })
      firsts.insert(order[0])
    }
    #expect(firsts.count == 20)
  }

  @Test("dropout drops its share and keeps the mean")
  func dropout() {
    var random = Random(seed: 4)
    let count = 100_000
    var mask = [Float](repeating: -1, count: count)
    Dropout(rate: 0.3).fill(&mask, count, &random)
    let dropped = mask.count { $0 == 0 }
    #expect(abs(Double(dropped) / Double(count) - 0.3) < 0.006)
    #expect(Set(mask).count == 2)
    #expect(abs(mask.reduce(0, +) / Float(count) - 1) < 0.01)
  }
}
