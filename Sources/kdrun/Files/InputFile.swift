import Foundation
import KDData

/// A file or standard input, opened for reading; not closed before the process ends.
struct InputFile: ByteInput {
  /// For messages: the path, or `standard input`.
  let name: String
  let descriptor: Int32
  /// Bytes of a regular file, nil for a stream.
  let byteCount: Int?

  /// Opens `path`; `-` is standard input.
  init(_ path: String) throws(Failure) {
    name = Self.name(of: path)
    if path == "-" {
      descriptor = 0
    } else {
      descriptor = open(path, O_RDONLY | O_CLOEXEC)
      if descriptor < 0 {
        let code = errno
        // A pipe without a writer waits here.
        try Signals.check()
        throw .cannotOpen(path: path, code: code)
      }
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw .cannotRead(name: name, code: errno)
    }
    let kind = status.st_mode & S_IFMT
    if kind == S_IFDIR { throw .isFolder(path: path) }
    byteCount = kind == S_IFREG ? Int(status.st_size) : nil
  }

  /// What messages call `path`.
  static func name(of path: String) -> String { path == "-" ? "standard input" : path }

  /// Reads at least one byte, or returns 0 at the end; throws when a signal came.
  func read(into memory: UnsafeMutablePointer<UInt8>, count: Int) throws(Failure) -> Int {
    while true {
      try Signals.check()
      if byteCount == nil { waitForInputOrSignal() }
      try Signals.check()
      let got = Foundation.read(descriptor, memory, count)
      if got >= 0 { return got }
      if errno != EINTR && errno != EAGAIN { throw .cannotRead(name: name, code: errno) }
    }
  }

  /// Whether `read` would not wait.
  func hasMore() -> Bool {
    if byteCount != nil { return true }
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, 0) > 0
  }

  /// The whole file, at most `limit` bytes and one.
  func readAll(limit: Int) throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    let blockByteCount = 1 << 16
    while bytes.count <= limit {
      var failure: Failure?
      let block = [UInt8](unsafeUninitializedCapacity: blockByteCount) { memory, count in
        do throws(Failure) {
          count = try read(into: memory.baseAddress!, count: blockByteCount)
        } catch { failure = error }
      }
      if let failure { throw failure }
      if block.isEmpty { break }
      bytes += block
    }
    return bytes
  }

  /// Blocks in `poll`, which a signal's pipe ends: between a check and a `read` none is lost.
  private func waitForInputOrSignal() {
    var requests = [
      pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: Signals.descriptor, events: Int16(POLLIN), revents: 0),
    ]
    poll(&requests, 2, -1)
  }
}
