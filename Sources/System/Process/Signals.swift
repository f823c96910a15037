#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Remembers SIGINT and SIGTERM, so that a command can finish the line in hand.
package enum Signals {
  /// The signal that asked the process to stop; 0 for none. Written by the handler only.
  nonisolated(unsafe) private static let flag: UnsafeMutablePointer<sig_atomic_t> = {
    let flag = UnsafeMutablePointer<sig_atomic_t>.allocate(capacity: 1)
    flag.initialize(to: 0)
    return flag
  }()

  /// A pipe that the handler writes to: `poll` on its end cannot miss a signal.
  nonisolated(unsafe) private static let wakeUp: UnsafeMutablePointer<Int32> = {
    let ends = UnsafeMutablePointer<Int32>.allocate(capacity: 2)
    ends.initialize(repeating: -1, count: 2)
    return ends
  }()

  /// Becomes readable when a signal came.
  static var descriptor: Int32 { wakeUp[0] }

  /// The signal that came, or 0.
  package static var pending: Int32 { flag.pointee }

  /// The numbers of those that ask a process to stop.
  package static let interrupt = SIGINT
  package static let termination = SIGTERM

  /// Installs the handlers. SIGPIPE and SIGXFSZ are ignored: the write that fails reports it.
  package static func install() {
    flag.pointee = 0
    if pipe(wakeUp) == 0 {
      for end in 0..<2 {
        _ = fcntl(wakeUp[end], F_SETFD, FD_CLOEXEC)
        _ = fcntl(wakeUp[end], F_SETFL, O_NONBLOCK)
      }
    }
    for number in [SIGINT, SIGTERM] { set(number, handle) }
    // The starting process may have had them blocked, and that is inherited.
    var stopping = sigset_t()
    sigemptyset(&stopping)
    for number in [SIGINT, SIGTERM] { sigaddset(&stopping, number) }
    pthread_sigmask(SIG_UNBLOCK, &stopping, nil)
    for number in [SIGPIPE, SIGXFSZ] { set(number, nil) }
  }

  private static let handle: @convention(c) (Int32) -> Void = { number in
    let before = errno
    Signals.flag.pointee = sig_atomic_t(number)
    var byte: UInt8 = 0
    _ = write(Signals.wakeUp[1], &byte, 1)
    errno = before
  }

  /// Without SA_RESTART, so that a blocked `read` or `write` returns.
  private static func set(_ number: Int32, _ handler: (@convention(c) (Int32) -> Void)?) {
    var action = sigaction()
    #if canImport(Darwin)
      action.__sigaction_u.__sa_handler = handler ?? SIG_IGN
    #else
      action.__sigaction_handler.sa_handler = handler ?? SIG_IGN
    #endif
    sigaction(number, &action, nil)
  }
}
