#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Standard output and standard error, as the process was given them.
package enum StandardStreams {
  /// How writing to standard output ended.
  package enum Outcome: Equatable {
    case written
    /// Whoever read it has gone.
    case closed
    /// A signal came; the line in hand was finished, if its reader took it.
    case stopped
    case failed(SystemError)
  }

  /// Opens what the caller closed, so that no file takes the place of a standard stream and
  /// receives its text. Reading from or writing to such a stream then fails as it should.
  package static func openAll() {
    for (descriptor, mode) in [(0, O_WRONLY), (1, O_RDONLY), (2, O_RDWR)] as [(Int32, Int32)]
    where fcntl(descriptor, F_GETFD) == -1 {
      // `open` gives the lowest free number, which is this one.
      _ = open("/dev/null", mode)
    }
  }

  package static var isInputATerminal: Bool { isatty(0) == 1 }
  package static var isErrorATerminal: Bool { isatty(2) == 1 }
  package static var isOutputATerminal: Bool { isatty(1) == 1 }

  /// Writes all of `bytes` to standard error; a failure there has nowhere to be told.
  package static func writeToError(_ bytes: UnsafeBufferPointer<UInt8>) {
    var offset = 0
    while offset < bytes.count {
      let count = write(2, bytes.baseAddress! + offset, bytes.count - offset)
      if count < 0 && errno != EINTR { return }
      offset += max(count, 0)
    }
  }

  /// Writes `bytes` to standard output; when a signal came, up to the end of the line in hand.
  package static func writeToOutput(_ bytes: UnsafeBufferPointer<UInt8>) -> Outcome {
    guard let base = bytes.baseAddress else { return .written }
    var offset = 0
    var end = bytes.count
    var interruptions = 0
    while offset < end {
      let count = write(1, base + offset, end - offset)
      if count < 0 && errno == EAGAIN {
        var request = pollfd(fd: 1, events: Int16(POLLOUT), revents: 0)
        poll(&request, 1, 1000)
      } else if count < 0 && errno != EINTR {
        return errno == EPIPE ? .closed : .failed(.last)
      }
      offset += max(count, 0)
      if Signals.pending != 0 && interruptions == 0 {
        // A line that is begun is finished; no other is begun.
        interruptions = 1
        end = offset == 0 || base[offset - 1] == 10 ? offset : lineEnd(bytes, from: offset)
      } else if count < 0 && Signals.pending != 0 {
        return .stopped  // Asked again while nobody reads.
      }
    }
    return end < bytes.count ? .stopped : .written
  }

  private static func lineEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var end = start
    while end < bytes.count && bytes[end] != 10 { end += 1 }
    return min(end + 1, bytes.count)
  }
}
