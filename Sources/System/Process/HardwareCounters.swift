import KDCommon

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Counters of the CPU for this thread, by Linux's `perf_event_open`.
///
/// glibc has no function for it, and Swift does not import `syscall`, which takes `...` in C. Its
/// address is called through a type with as many arguments as this call has, all as wide as a
/// register: on x86-64 and arm64 Linux those travel in the same registers either way.
package final class HardwareCounters {
  /// What is counted, in user mode only; the numbers are those of `perf_event.h`.
  package enum Event: UInt64, CaseIterable {
    case cycles = 0
    case instructions = 1
    case cacheMisses = 3
    case branchMisses = 5

    package var name: String {
      switch self {
      case .cycles: "cycles"
      case .instructions: "instructions"
      case .cacheMisses: "cache misses"
      case .branchMisses: "branch misses"
      }
    }
  }

  /// Why there are none, in words for the user.
  package struct Refusal: Error, Sendable {
    package let reason: String
  }

  /// A counter's value, and for how long it was wanted and ran: a CPU with too few takes turns.
  private struct State {
    var value: UInt64 = 0
    var enabled: UInt64 = 0
    var running: UInt64 = 0
  }

  /// One event; no value where the machine does not count it.
  package struct Count: Sendable {
    package let event: Event
    package let value: Double?
  }

  private var descriptors: [(event: Event, descriptor: Int32)] = []

  deinit { for (_, descriptor) in descriptors { close(descriptor) } }

  #if os(Linux) && (arch(x86_64) || arch(arm64))
    #if arch(x86_64)
      private static let callNumber = 298
    #else
      private static let callNumber = 241
    #endif

    private typealias Call =
      @convention(c) (
        _ number: Int, _ attributes: UnsafeRawPointer, _ process: Int, _ cpu: Int, _ group: Int,
        _ flags: Int
      ) -> Int

    /// Opens a counter of each event that this machine has; throws when it has none.
    package init() throws(Refusal) {
      guard let address = dlsym(nil, "syscall") else {
        throw Refusal(reason: "not available: this build cannot reach the system call")
      }
      let call = unsafeBitCast(address, to: Call.self)
      var code: Int32 = 0
      for event in Event.allCases {
        let attributes = Self.attributes(event)
        // This thread on any CPU, no group, PERF_FLAG_FD_CLOEXEC.
        let descriptor = attributes.withUnsafeBytes {
          call(Self.callNumber, $0.baseAddress!, 0, -1, -1, 8)
        }
        if descriptor < 0 {
          code = errno
        } else {
          descriptors.append((event, Int32(descriptor)))
        }
      }
      if descriptors.isEmpty { throw Refusal(reason: Self.meaning(code)) }
    }

    /// `struct perf_event_attr`, the 64 bytes of its first version, in the machine's byte order.
    private static func attributes(_ event: Event) -> [UInt64] {
      // The type PERF_TYPE_HARDWARE is 0 and shares the first word with the size.
      let size: UInt64 = 64
      let excludesKernelAndHypervisor: UInt64 = 1 << 5 | 1 << 6
      let timesEnabledAndRunning: UInt64 = 1 | 2
      return [
        size << 32, event.rawValue, 0, 0, timesEnabledAndRunning, excludesKernelAndHypervisor, 0, 0,
      ]
    }

    private static func meaning(_ code: Int32) -> String {
      let error = "perf_event_open: \(SystemError(code: code)) (errno \(code))"
      switch code {
      case EACCES, EPERM:
        return "not allowed: \(error); it needs a perf_event_paranoid of 2 or less, \(paranoia), "
          + "and no sandbox that forbids it"
      case ENOENT, ENODEV, EOPNOTSUPP:
        return "not available: \(error), as on most virtual machines"
      default: return "not available: \(error)"
      }
    }

    /// The kernel's setting, where it can be read.
    private static var paranoia: String {
      let path = "/proc/sys/kernel/perf_event_paranoid"
      guard let bytes = try? readFile(path, limit: 1 << 10) else { return "now unknown" }
      let text = String(decoding: bytes, as: UTF8.self)
      return "now \(printable(text.filter { !$0.isNewline }))"
    }
  #else
    package init() throws(Refusal) { throw Refusal(reason: "not available: read on Linux only") }
  #endif

  /// What `body` took of each event, divided by `divisor`.
  package func count(each divisor: Int, _ body: () -> Void) -> [Count] {
    let before = descriptors.map { Self.read($0.descriptor) }
    body()
    let after = descriptors.map { Self.read($0.descriptor) }
    return Event.allCases.map { event in
      guard let index = descriptors.firstIndex(where: { $0.event == event }) else {
        return Count(event: event, value: nil)
      }
      let running = after[index].running &- before[index].running
      if running == 0 { return Count(event: event, value: nil) }
      let enabled = after[index].enabled &- before[index].enabled
      let value = Double(after[index].value &- before[index].value)
      return Count(
        event: event, value: value * Double(enabled) / Double(running) / Double(divisor))
    }
  }

  private static func read(_ descriptor: Int32) -> State {
    var state = State()
    withUnsafeMutableBytes(of: &state) { _ = systemRead(descriptor, $0.baseAddress!, $0.count) }
    return state
  }
}

// A name for what the member of the same name hides.
private func systemRead(_ descriptor: Int32, _ memory: UnsafeMutableRawPointer, _ count: Int) -> Int
{
  read(descriptor, memory, count)
}
