import Dispatch

extension TrainingHost {
  /// The threads of this machine, by Dispatch.
  public static let dispatch = TrainingHost(
    parallel: { count, body in
      DispatchQueue.concurrentPerform(iterations: count) { body($0) }
    },
    makeLock: {
      let gate = DispatchSemaphore(value: 1)
      return { body in
        gate.wait()
        defer { gate.signal() }
        body()
      }
    },
    nanoseconds: { DispatchTime.now().uptimeNanoseconds })
}
