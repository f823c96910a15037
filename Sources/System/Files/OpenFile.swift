#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A file or stream that is open for reading.
package struct OpenFile: Sendable {
  package let descriptor: Int32

  package static let standardInput = OpenFile(descriptor: 0)

  private init(descriptor: Int32) { self.descriptor = descriptor }

  /// Opens `path`; it stays open until `close`.
  package init(_ path: String) throws(SystemError) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw .last }
  }

  /// What was opened, and the bytes of a regular file.
  package func status() throws(SystemError) -> (kind: PathKind, byteCount: Int) {
    var status = stat()
    if fstat(descriptor, &status) != 0 { throw .last }
    return (PathKind(status), Int(status.st_size))
  }

  /// One call of the system's `read`: at least one byte, or 0 at the end. It may wait.
  package func read(into memory: UnsafeMutablePointer<UInt8>, count: Int) throws(SystemError) -> Int
  {
    let got = systemRead(descriptor, memory, count)
    if got < 0 { throw .last }
    return got
  }

  /// Whether `read` would not wait.
  package func hasMore() -> Bool {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, 0) > 0
  }

  /// Waits until `read` would not, or a signal came: between a check of `Signals.pending` and a
  /// `read` that waits, one could come unseen.
  package func waitForInputOrSignal() {
    var requests = [
      pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: Signals.descriptor, events: Int16(POLLIN), revents: 0),
    ]
    poll(&requests, 2, -1)
  }

  package func close() { systemClose(descriptor) }
}

// Names for what members of the same name hide.
private func systemRead(_ descriptor: Int32, _ memory: UnsafeMutableRawPointer, _ count: Int) -> Int
{
  read(descriptor, memory, count)
}
private func systemClose(_ descriptor: Int32) { close(descriptor) }
