/// The distribution of single calls, in nanoseconds, the clock's cost taken off.
struct Latency {
  /// Names and values in order: p50, p90, p99, p99.9 and the largest.
  let p50: Int
  let p90: Int
  let p99: Int
  let p999: Int
  let maximum: Int

  /// - Parameter times: at least one.
  init(_ times: [UInt32], clockCost: Int) {
    let sorted = times.sorted()
    /// Nearest rank: the smallest value that so many per thousand do not exceed.
    func rank(_ perThousand: Int) -> Int {
      let index = (sorted.count * perThousand + 999) / 1000 - 1
      return max(Int(sorted[index]) - clockCost, 0)
    }
    p50 = rank(500)
    p90 = rank(900)
    p99 = rank(990)
    p999 = rank(999)
    maximum = rank(1000)
  }
}
