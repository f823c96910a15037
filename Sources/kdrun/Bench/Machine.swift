import Foundation
import KDRuntime

/// What is known of the machine that runs this process.
enum Machine {
  static let operatingSystem: String = {
    var names = utsname()
    guard uname(&names) == 0 else { return "unknown" }
    return withUnsafeBytes(of: &names.sysname) { text($0) } + " "
      + withUnsafeBytes(of: &names.machine) { text($0) }
  }()

  static let coreCount = ProcessInfo.processInfo.activeProcessorCount

  /// The CPU's name, as far as the system tells it.
  static let cpu: String = {
    #if canImport(Darwin)
      var byteCount = 0
      sysctlbyname("machdep.cpu.brand_string", nil, &byteCount, nil, 0)
      var name = [UInt8](repeating: 0, count: byteCount)
      guard byteCount > 0,
        sysctlbyname("machdep.cpu.brand_string", &name, &byteCount, nil, 0) == 0
      else { return "unknown" }
      return String(decoding: name.prefix { $0 != 0 }, as: UTF8.self)
    #else
      let info = fields("/proc/cpuinfo")
      if let name = info["model name"] ?? info["Model"] { return name }
      // An arm64 kernel gives numbers: 0x41 and 0xd0b is Arm's Cortex-A76.
      guard let maker = info["CPU implementer"], let part = info["CPU part"] else {
        return "unknown"
      }
      return "implementer \(maker), part \(part)"
    #endif
  }()

  /// Those of the CPU's vector instruction sets that matter here.
  static let features: [String] = {
    let info = fields("/proc/cpuinfo")
    let offered = Set((info["flags"] ?? info["Features"] ?? "").split(separator: " "))
    return [
      "sse2", "ssse3", "sse4_1", "avx", "avx2", "avx_vnni", "avx512f", "avx512bw", "avx512_vnni",
      "asimd", "asimddp", "i8mm", "sve",
    ].filter { offered.contains($0[...]) }
  }()

  /// Most bytes that this process had in memory so far, its code included.
  static var peakByteCount: Int? {
    #if canImport(Darwin)
      var usage = rusage()
      return getrusage(RUSAGE_SELF, &usage) == 0 ? usage.ru_maxrss : nil
    #else
      // Not getrusage: there a process starts with the peak of the one that started it.
      let words = fields("/proc/self/status")["VmHWM"]?.split(separator: " ") ?? []
      return words.first.flatMap { Int($0) }.map { $0 * 1024 }
    #endif
  }

  /// The first value of each `name : value` line.
  private static func fields(_ path: String) -> [String: String] {
    guard let bytes = try? InputFile(path).readAll(limit: 1 << 22) else { return [:] }
    var result: [String: String] = [:]
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let name = line[..<colon].trimmingCharacters(in: .whitespaces)
      let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      if result[name] == nil { result[name] = value }
    }
    return result
  }

  private static func text(_ bytes: UnsafeRawBufferPointer) -> String {
    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
  }
}

/// How this tool was built.
enum Build {
  /// Whether it was built without optimisation, so that its times mean nothing.
  static let isDebug: Bool = {
    var isDebug = false
    // The condition is evaluated in debug builds only.
    assert(
      {
        isDebug = true
        return true
      }())
    return isDebug
  }()
}
