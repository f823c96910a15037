/// What training takes from the machine that it runs on: threads, locks and a clock.
///
/// Training itself asks no operating system for anything, so that it runs where there is none. The
/// result does not depend on the host.
public struct TrainingHost: Sendable {
  /// Calls a function with each of 0 ..< `count`, side by side where the machine can, and returns
  /// when all calls have.
  public typealias Parallel = @Sendable (_ count: Int, _ body: @Sendable (Int) -> Void) -> Void
  /// Calls a function while no other caller of this lock is in one.
  public typealias Lock = @Sendable (_ body: () -> Void) -> Void

  private let parallel: Parallel
  /// A new lock.
  let makeLock: @Sendable () -> Lock
  /// Since some moment; never goes back.
  let nanoseconds: @Sendable () -> UInt64

  /// A host of these services.
  public init(
    parallel: @escaping Parallel, makeLock: @escaping @Sendable () -> Lock,
    nanoseconds: @escaping @Sendable () -> UInt64
  ) {
    self.parallel = parallel
    self.makeLock = makeLock
    self.nanoseconds = nanoseconds
  }

  /// A machine with one thread, whatever number is allowed.
  ///
  /// - Parameter nanoseconds: a clock that never goes back; without one no time is told, and
  ///   progress only at the end of an epoch.
  public static func singleThreaded(
    nanoseconds: @escaping @Sendable () -> UInt64 = { 0 }
  ) -> TrainingHost {
    TrainingHost(
      parallel: { count, body in for task in 0..<count { body(task) } },
      makeLock: { { body in body() } }, nanoseconds: nanoseconds)
  }

  /// Calls `body` with each of 0 ..< `tasks` on at most `threads` threads.
  func run(_ tasks: Int, threads: Int, _ body: @Sendable (Int) -> Void) {
    let workers = min(max(threads, 1), tasks)
    guard workers > 1 else {
      for task in 0..<tasks { body(task) }
      return
    }
    parallel(workers) { worker in
      for task in stride(from: worker, to: tasks, by: workers) { body(task) }
    }
  }
}
