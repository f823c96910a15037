#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Lets one thread at a time pass.
package final class Lock: @unchecked Sendable {
  fileprivate let mutex: UnsafeMutablePointer<pthread_mutex_t>

  package init() {
    mutex = .allocate(capacity: 1)
    mutex.initialize(to: pthread_mutex_t())
    pthread_mutex_init(mutex, nil)
  }

  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  /// Runs `body` while no other thread runs one under this lock. It must not ask for the lock again.
  package func withLock<T, E: Error>(_ body: () throws(E) -> T) throws(E) -> T {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return try body()
  }
}

/// A lock whose holder can wait for what another thread does under it.
package final class Condition: @unchecked Sendable {
  private let lock = Lock()
  private let condition: UnsafeMutablePointer<pthread_cond_t>

  package init() {
    condition = .allocate(capacity: 1)
    condition.initialize(to: pthread_cond_t())
    pthread_cond_init(condition, nil)
  }

  deinit {
    pthread_cond_destroy(condition)
    condition.deallocate()
  }

  /// As `Lock.withLock`.
  package func withLock<T, E: Error>(_ body: () throws(E) -> T) throws(E) -> T {
    try lock.withLock(body)
  }

  /// Under the lock: lets others have it until one broadcasts. It may return earlier.
  package func wait() { pthread_cond_wait(condition, lock.mutex) }

  /// Under the lock: wakes all that wait.
  package func broadcast() { pthread_cond_broadcast(condition) }
}
