import KDSystem

/// Independent tasks on a few threads.
enum TaskPool {
  /// Calls `body` with 0 ..< `count`, each as soon as a thread is free, and returns what it gave in
  /// that order.
  ///
  /// - Throws: the failure of the first task, in order, that failed; none begins after a failure.
  static func run<T: Sendable>(
    _ count: Int, threads: Int, _ body: @Sendable (Int) throws(Failure) -> T
  ) throws(Failure) -> [T] {
    let tasks = Tasks<T>(count)
    runSideBySide(min(max(threads, 1), max(count, 1))) { _ in
      while let task = tasks.next() {
        do throws(Failure) {
          tasks.end(task, .success(try body(task)))
        } catch { tasks.end(task, .failure(error)) }
      }
    }
    return try tasks.results()
  }
}

/// Which tasks have begun and what the others gave.
private final class Tasks<T: Sendable>: @unchecked Sendable {
  private let lock = Lock()
  private var begun = 0
  private var hasFailed = false
  private var ended: [Result<T, Failure>?]

  init(_ count: Int) { ended = Array(repeating: nil, count: count) }

  func next() -> Int? {
    lock.withLock {
      guard begun < ended.count && !hasFailed else { return nil }
      begun += 1
      return begun - 1
    }
  }

  func end(_ task: Int, _ result: Result<T, Failure>) {
    lock.withLock {
      ended[task] = result
      if case .failure = result { hasFailed = true }
    }
  }

  /// Once all threads have come back.
  func results() throws(Failure) -> [T] {
    for case .failure(let failure)? in ended { throw failure }
    return ended.compactMap { try? $0?.get() }
  }
}
