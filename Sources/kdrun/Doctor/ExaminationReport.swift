import KDCommon
import KDData
import KDRuntime
import KDSystem

extension Examination {
  /// The report for people; the verdict is its last line.
  var text: String {
    var lines = [
      ("file", "\(printable(file.path)), \(grouped(file.bytes.count)) bytes, checksum right"),
      ("SHA-256", sha256(file.bytes)),
      ("load", "\(decimal(loadSeconds * 1000, places: 2)) ms from file to scorer, once"),
    ]
    lines += BenchReport.machineRows(commit: GitCheckout.commit)
    lines.append(("CPU has", Machine.features.joined(separator: ", ")))
    lines += Kernel.allCases.map { ("kernel", "\($0.name): \($0.standing)") }
    for check in checks {
      let result = check.wrongCount == 0 ? "exact" : "\(check.wrongCount) DIFFER"
      lines.append(
        (
          "golden",
          "\(goldenCount) vectors, \(check.kernel.name)\(check.isFolded ? " folded" : ""): "
            + "\(result), arena \(grouped(check.arenaByteCount)) bytes"
        ))
    }
    lines.append(("latency", latency))
    lines.append(("memory", Machine.peakByteCount.map { "\(grouped($0)) bytes" } ?? "unknown"))
    return rows(lines + [("verdict", verdict)])
  }

  private var latency: String {
    guard let speed else { return "not measured: built without optimisation" }
    let latency = speed.measured.latency
    return "\(speed.tokenCount) tokens to probabilities: p50 \(grouped(latency.p50)) ns, "
      + "p99 \(grouped(latency.p99)) ns, \(grouped(Int(speed.measured.perSecond))) a second"
  }

  /// The same for programs.
  var json: JSON {
    let golden = checks.map { check in
      JSON.object([
        ("kernel", .string("\(check.kernel.name)")), ("folded", .bool(check.isFolded)),
        ("vectors", .integer(goldenCount)), ("wrong", .integer(check.wrongCount)),
        ("arena_bytes", .integer(check.arenaByteCount)),
      ])
    }
    var members: [(String, JSON)] = [
      ("ok", .bool(wrongChecks.isEmpty)), ("verdict", .string(verdict)),
      ("model", .string(file.path)), ("model_sha256", .string(sha256(file.bytes))),
      ("bytes", .integer(file.bytes.count)), ("load_ms", .number(loadSeconds * 1000)),
      ("kernel", .string("\(Kernel.best.name)")),
      ("kernels", .object(Kernel.allCases.map { ("\($0.name)", .string($0.standing)) })),
      ("cpu_features", .array(Machine.features.map(JSON.string))), ("golden", .array(golden)),
      ("tokens", speed.map { .integer($0.tokenCount) } ?? .null),
      ("p50_ns", speed.map { .integer($0.measured.latency.p50) } ?? .null),
      ("p99_ns", speed.map { .integer($0.measured.latency.p99) } ?? .null),
      ("per_second", speed.map { .integer(Int($0.measured.perSecond)) } ?? .null),
      ("peak_bytes", Machine.peakByteCount.map(JSON.integer) ?? .null),
    ]
    members += BenchReport.machine(commit: GitCheckout.commit)
    return .object(members)
  }
}
