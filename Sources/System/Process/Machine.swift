#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// What is known of the machine that runs this process.
package enum Machine {
  package static let operatingSystem: String = {
    var names = utsname()
    guard uname(&names) == 0 else { return "unknown" }
    return withUnsafeBytes(of: &names.sysname) { text($0) } + " "
      + withUnsafeBytes(of: &names.machine) { text($0) }
  }()

  /// CPUs that this process may run on.
  package static let coreCount: Int = {
    let online = max(sysconf(Int32(_SC_NPROCESSORS_ONLN)), 1)
    guard let allowed = fields("/proc/self/status")["Cpus_allowed"] else { return online }
    let count = allowed.reduce(0) { $0 + ($1.hexDigitValue ?? 0).nonzeroBitCount }
    return min(max(count, 1), online)
  }()

  /// The CPU's name, as far as the system tells it.
  package static let cpu: String = {
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
  package static let features: [String] = {
    let info = fields("/proc/cpuinfo")
    let offered = Set((info["flags"] ?? info["Features"] ?? "").split(separator: " "))
    return [
      "sse2", "ssse3", "sse4_1", "avx", "avx2", "avx_vnni", "avx512f", "avx512bw", "avx512_vnni",
      "asimd", "asimddp", "i8mm", "sve",
    ].filter { offered.contains($0[...]) }
  }()

  /// Most bytes that this process had in memory so far, its code included.
  package static var peakByteCount: Int? {
    #if canImport(Darwin)
      var usage = rusage()
      return getrusage(RUSAGE_SELF, &usage) == 0 ? usage.ru_maxrss : nil
    #else
      // Not getrusage: there a process starts with the peak of the one that started it.
      let words = fields("/proc/self/status")["VmHWM"]?.split(separator: " ") ?? []
      return words.first.flatMap { Int($0) }.map { $0 * 1024 }
    #endif
  }

  /// The first value of each `name : value` line; none where there is no such file.
  private static func fields(_ path: String) -> [String: String] {
    guard let bytes = try? readFile(path, limit: 1 << 22) else { return [:] }
    var result: [String: String] = [:]
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let name = trimmed(line[..<colon])
      let value = trimmed(line[line.index(after: colon)...])
      if result[name] == nil { result[name] = value }
    }
    return result
  }

  /// `text` without blanks and tabs at its ends.
  private static func trimmed(_ text: Substring) -> String {
    func isBlank(_ character: Character) -> Bool { character == " " || character == "\t" }
    let start = text.drop(while: isBlank)
    return String(
      start[..<(start.lastIndex { !isBlank($0) }.map(start.index(after:)) ?? start.startIndex)])
  }

  private static func text(_ bytes: UnsafeRawBufferPointer) -> String {
    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
  }
}
