import KDCommon
import KDDistill
import KDRuntime
import KDSystem

extension BenchReport {
  /// The report for programs: one run's members stand at the top, several in `runs`.
  var json: JSON {
    var all: [(String, JSON)] =
      runs.count == 1
      ? members(runs[0]) : [("runs", JSON.array(runs.map { JSON.object(members($0)) }))]
    all += Self.context(candidate, commit: commit, peakByteCount)
    return .object(all)
  }

  /// The model, the kernel and the machine.
  static func context(
    _ candidate: BenchCandidate, commit: String?, _ peakByteCount: Int?
  ) -> [(String, JSON)] {
    [
      ("model", .string(candidate.file.path)),
      ("model_sha256", .string(sha256(candidate.file.bytes))),
      ("folded", .bool(candidate.isFolded)),
      ("kernels", .array(Kernel.available.map { .string("\($0.name)") })),
      ("arena_bytes", candidate.arenaByteCount.map(JSON.integer) ?? .null),
      ("peak_bytes", peakByteCount.map(JSON.integer) ?? .null),
    ] + machine(commit: commit)
  }

  static func machine(commit: String?) -> [(String, JSON)] {
    [
      ("cpu", .string(Machine.cpu)), ("cores", .integer(Machine.coreCount)),
      ("system", .string(Machine.operatingSystem)),
      ("tool", .string("kdrun \(CommandLineTool.version)")),
      ("commit", commit.map(JSON.string) ?? .null), ("debug", .bool(Build.isDebug)),
      ("clock", .string(Clock.name)), ("clock_ns", .integer(Int(Clock.cost))),
    ]
  }

  private func members(_ run: Run) -> [(String, JSON)] {
    let (path, measured) = run.measurements[0]
    var members: [(String, JSON)] = [
      ("tokens", run.tokenCount.map(JSON.integer) ?? .null),
      ("threads", .integer(run.threadCount)), ("from", .string("\(path)")),
    ]
    members += figures(measured)
    for (path, measured) in run.measurements.dropFirst() {
      members.append(("\(path)", .object(figures(measured))))
    }
    return members
  }

  private func figures(_ measured: Measurement) -> [(String, JSON)] {
    [
      ("calls", .integer(measured.callCount)), ("p50_ns", .integer(measured.latency.p50)),
      ("p90_ns", .integer(measured.latency.p90)), ("p99_ns", .integer(measured.latency.p99)),
      ("p999_ns", .integer(measured.latency.p999)),
      ("max_ns", .integer(measured.latency.maximum)),
      ("per_second", .integer(Int(measured.perSecond))), ("kernel", .string(candidate.kernel)),
      ("digest", .string(hex(measured.digest))), ("cpu_share", .number(measured.cpuShare)),
    ]
  }
}
