import KDSystem

extension TrainingHost {
  /// The threads and the clock of this machine's operating system.
  public static let system = TrainingHost(
    parallel: { count, body in runSideBySide(count, body) },
    makeLock: {
      let lock = KDSystem.Lock()
      return { body in lock.withLock(body) }
    },
    nanoseconds: { Clock.now() })
}
