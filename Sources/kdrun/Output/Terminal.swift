import Foundation
import KDData
import KDFiles

/// Standard output and standard error: the only place that writes to them.
enum Terminal {
  /// Opens what the caller closed, so that no file takes the place of a standard stream and
  /// receives its text. Reading from or writing to such a stream then fails as it should.
  static func guardStandardStreams() {
    for (descriptor, mode) in [(0, O_WRONLY), (1, O_RDONLY), (2, O_RDWR)] as [(Int32, Int32)]
    where fcntl(descriptor, F_GETFD) == -1 {
      // `open` gives the lowest free number, which is this one.
      _ = open("/dev/null", mode)
    }
  }

  static var isErrorATerminal: Bool { isatty(2) == 1 }
  static var isOutputATerminal: Bool { isatty(1) == 1 }

  /// Writes `text` to standard output.
  static func print(_ text: String) throws(Failure) {
    try write(Array(text.utf8))
  }

  /// Writes bytes to standard output. When a signal came, only up to the end of the line in hand.
  static func write(_ bytes: [UInt8]) throws(Failure) {
    let code = bytes.withUnsafeBufferPointer { writeAll($0) }
    try check(code)
  }

  /// As `write(_: [UInt8])`.
  static func write(_ bytes: UnsafeBufferPointer<UInt8>) throws(Failure) {
    try check(writeAll(bytes))
  }

  /// Writes one line to standard error; a failure there has nowhere to be told.
  static func note(_ line: String) {
    writeToError("kdrun: \(line)\n")
  }

  /// Writes `text` as it is to standard error.
  static func writeToError(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      var offset = 0
      while offset < bytes.count {
        let count = Foundation.write(2, bytes.baseAddress! + offset, bytes.count - offset)
        if count < 0 && errno != EINTR { return }
        offset += max(count, 0)
      }
    }
  }

  private static func check(_ code: Int32) throws(Failure) {
    switch code {
    case 0: return
    case EPIPE: throw .outputClosed
    case EINTR: throw .stopped(signal: Signals.pending)
    default: throw .cannotWrite(name: "standard output", code: code)
    }
  }

  /// Returns 0, or the error number; EINTR when a signal cut the text at the end of a line.
  private static func writeAll(_ bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
    guard let base = bytes.baseAddress else { return 0 }
    var offset = 0
    var end = bytes.count
    var interruptions = 0
    while offset < end {
      let count = Foundation.write(1, base + offset, end - offset)
      if count < 0 && errno == EAGAIN {
        var request = pollfd(fd: 1, events: Int16(POLLOUT), revents: 0)
        poll(&request, 1, 1000)
      } else if count < 0 && errno != EINTR {
        return errno
      }
      offset += max(count, 0)
      if Signals.pending != 0 && interruptions == 0 {
        // A line that is begun is finished; no other is begun.
        interruptions = 1
        end = offset == 0 || base[offset - 1] == 10 ? offset : lineEnd(bytes, from: offset)
      } else if count < 0 && Signals.pending != 0 {
        return EINTR  // Asked again while nobody reads.
      }
    }
    return end < bytes.count ? EINTR : 0
  }

  private static func lineEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var end = start
    while end < bytes.count && bytes[end] != 10 { end += 1 }
    return min(end + 1, bytes.count)
  }
}
