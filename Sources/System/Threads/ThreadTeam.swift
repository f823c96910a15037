/// Threads that begin together.
package enum ThreadTeam {
  /// Calls `body` with 0 ..< `count`, each on a thread of its own, and waits for all.
  ///
  /// - Parameter prepare: runs on the thread first; no body begins before all are prepared.
  /// - Returns: seconds from the common start to the last end.
  package static func run(
    _ count: Int, prepare: @escaping @Sendable (Int) -> Void,
    _ body: @escaping @Sendable (Int) -> Void
  ) -> Double {
    if count == 1 {
      prepare(0)
      let begin = Clock.now()
      body(0)
      return Clock.seconds(since: begin)
    }
    let (ready, gate, done) = (Tally(), Tally(), Tally())
    for index in 0..<count {
      startThread {
        prepare(index)
        ready.add()
        gate.wait(for: 1)
        body(index)
        done.add()
      }
    }
    ready.wait(for: count)
    let begin = Clock.now()
    gate.add()
    done.wait(for: count)
    return Clock.seconds(since: begin)
  }
}

/// A number that threads raise and wait for.
private final class Tally: Sendable {
  private let condition = Condition()
  nonisolated(unsafe) private var count = 0

  func add() {
    condition.withLock {
      count += 1
      condition.broadcast()
    }
  }

  func wait(for wanted: Int) {
    condition.withLock {
      while count < wanted { condition.wait() }
    }
  }
}
