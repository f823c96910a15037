#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The clock that measures: monotonic, not slewed by time servers.
package enum Clock {
  package static let name = "CLOCK_MONOTONIC_RAW"

  /// Nanoseconds since some moment.
  @inline(__always)
  package static func now() -> UInt64 { nanoseconds(CLOCK_MONOTONIC_RAW) }

  /// Nanoseconds that this thread has computed: other processes do not count, but reading it is a
  /// system call.
  package static func computed() -> UInt64 { nanoseconds(CLOCK_THREAD_CPUTIME_ID) }

  @inline(__always)
  private static func nanoseconds(_ clock: clockid_t) -> UInt64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
  }

  /// Nanoseconds that a pair of readings with nothing in between shows: the median of many.
  package static let cost: UInt64 = {
    let differences = (0..<10_001).map { _ in
      let begin = now()
      return now() - begin
    }
    return differences.sorted()[differences.count / 2]
  }()

  /// Seconds since `begin`.
  package static func seconds(since begin: UInt64) -> Double { Double(now() - begin) / 1e9 }
}
