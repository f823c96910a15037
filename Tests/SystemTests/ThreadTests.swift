import KDSystem
import Testing

@Suite struct ThreadTests {
  @Test func aLockLetsOneThreadPassAtATime() {
    let lock = Lock()
    nonisolated(unsafe) var sum = 0
    _ = ThreadTeam.run(8, prepare: { _ in }) { _ in
      for _ in 0..<1000 { lock.withLock { sum += 1 } }
    }
    #expect(sum == 8000)
  }

  @Test func noBodyOfATeamBeginsBeforeAllArePrepared() {
    let lock = Lock()
    nonisolated(unsafe) var prepared = 0
    nonisolated(unsafe) var early = 0
    for count in [1, 2, 7] {
      prepared = 0
      _ = ThreadTeam.run(count, prepare: { _ in lock.withLock { prepared += 1 } }) { _ in
        lock.withLock { if prepared != count { early += 1 } }
      }
    }
    #expect(early == 0)
  }

  @Test func sideBySideRunsEachNumberOnce() {
    let lock = Lock()
    nonisolated(unsafe) var seen: [Int] = []
    runSideBySide(100) { number in lock.withLock { seen.append(number) } }
    #expect(seen.sorted() == Array(0..<100))
  }

  @Test func aProcessHasCoresTimeAndAPath() {
    #expect(Machine.coreCount >= 1)
    let begin = Clock.now()
    #expect(Clock.now() >= begin)
    #expect(ThisProcess.path?.hasPrefix("/") == true)
  }
}
