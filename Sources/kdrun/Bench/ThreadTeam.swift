import Foundation

/// Threads that begin together.
enum ThreadTeam {
  /// Calls `body` with 0 ..< `count`, each on a thread of its own, and waits for all.
  ///
  /// - Parameters:
  ///   - prepare: runs on the thread first; no body begins before all are prepared.
  /// - Returns: seconds from the common start to the last end.
  static func run(
    _ count: Int, prepare: @escaping @Sendable (Int) -> Void,
    _ body: @escaping @Sendable (Int) -> Void
  ) -> Double {
    if count == 1 {
      prepare(0)
      let begin = Clock.now()
      body(0)
      return Clock.seconds(since: begin)
    }
    let (ready, gate, done) = (
      DispatchSemaphore(value: 0), DispatchSemaphore(value: 0), DispatchSemaphore(value: 0)
    )
    for index in 0..<count {
      Thread {
        prepare(index)
        ready.signal()
        gate.wait()
        body(index)
        done.signal()
      }.start()
    }
    for _ in 0..<count { ready.wait() }
    let begin = Clock.now()
    for _ in 0..<count { gate.signal() }
    for _ in 0..<count { done.wait() }
    return Clock.seconds(since: begin)
  }
}
