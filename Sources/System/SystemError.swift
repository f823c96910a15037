#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Why the system refused something: its error number.
package struct SystemError: Error, Equatable, CustomStringConvertible {
  package let code: Int32

  package init(code: Int32) { self.code = code }

  /// The reason of the call that has just failed.
  static var last: SystemError { SystemError(code: errno) }

  /// The system's words.
  package var description: String { String(cString: strerror(code)) }

  /// Nothing is at that path.
  package var isMissing: Bool { code == ENOENT || code == ENOTDIR }
  /// A folder is there, not a file.
  package var isFolder: Bool { code == EISDIR }
  /// Something is there already.
  package var isTaken: Bool { code == EEXIST }
  /// A signal came, or nothing is there yet: the call may be made again.
  package var isTemporary: Bool { code == EINTR || code == EAGAIN }
}
