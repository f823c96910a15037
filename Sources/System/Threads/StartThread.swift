import Dispatch

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Bytes of a thread's stack: systems' defaults lie between 128 KiB and 8 MiB.
private let stackByteCount = 2 << 20

/// Runs `body` on a thread of its own; false when the system gives none.
@discardableResult
package func startThread(_ body: @escaping @Sendable () -> Void) -> Bool {
  final class Start {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
  var attributes = pthread_attr_t()
  pthread_attr_init(&attributes)
  defer { pthread_attr_destroy(&attributes) }
  pthread_attr_setstacksize(&attributes, stackByteCount)
  pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
  let start = Unmanaged.passRetained(Start(body))
  #if canImport(Darwin)
    var thread: pthread_t?
    let code = pthread_create(
      &thread, &attributes,
      { start in
        Unmanaged<Start>.fromOpaque(start).takeRetainedValue().body()
        return nil
      }, start.toOpaque())
  #else
    var thread = pthread_t()
    let code = pthread_create(
      &thread, &attributes,
      { start in
        Unmanaged<Start>.fromOpaque(start!).takeRetainedValue().body()
        return nil
      }, start.toOpaque())
  #endif
  if code != 0 { start.release() }
  return code == 0
}

/// Runs `body` for 0 ..< `count` side by side, on as many threads as the system finds good, and
/// returns when all have ended. The threads are kept for the next call, so a call is cheap.
package func runSideBySide(_ count: Int, _ body: @Sendable (Int) -> Void) {
  DispatchQueue.concurrentPerform(iterations: count, execute: body)
}
