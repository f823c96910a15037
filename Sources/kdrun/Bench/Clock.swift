import Foundation

/// The clock that measures: monotonic, not slewed by time servers.
enum Clock {
  static let name = "CLOCK_MONOTONIC_RAW"

  /// Nanoseconds since some moment.
  @inline(__always)
  static func now() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC_RAW, &time)
    return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
  }

  /// Nanoseconds that this thread has computed: other processes do not count, but reading it is a
  /// system call.
  static func computed() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
  }

  /// Nanoseconds that a pair of inputs with nothing in between shows: the median of many.
  static let cost: UInt64 = {
    let differences = (0..<10_001).map { _ in
      let begin = now()
      return now() - begin
    }
    return differences.sorted()[differences.count / 2]
  }()

  /// Seconds since `begin`.
  static func seconds(since begin: UInt64) -> Double { Double(now() - begin) / 1e9 }
}
