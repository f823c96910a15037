import KDCommon
import KDData
import KDDistill
import KDRuntime
import KDSystem

/// What `bench` measured, and on what.
struct BenchReport {
  struct Run {
    let tokenCount: Int?
    let threadCount: Int
    /// By path, in the order in which they were measured.
    let measurements: [(path: BenchPath, measured: Measurement)]
  }

  let candidate: BenchCandidate
  let source: String
  let commit: String?
  let peakByteCount: Int?
  let runs: [Run]

  /// The report for people.
  var text: String {
    var lines = [
      ("model", "\(printable(candidate.file.path)), SHA-256 \(sha256(candidate.file.bytes))"),
      (
        "kernel",
        "\(candidate.kernel)\(candidate.isFolded ? ", folded" : ""); here run "
          + Kernel.available.map { "\($0.name)" }.joined(separator: ", ")
      ),
    ]
    lines += Self.machineRows(commit: commit)
    let arena = candidate.arenaByteCount.map { "arena \(grouped($0)) bytes a thread, " } ?? ""
    let peak = peakByteCount.map { "process at most \(grouped($0)) bytes" } ?? "process unknown"
    lines.append(("memory", arena + peak))
    lines.append(("responses", source))
    return rows(lines) + "\n" + table([Self.head] + cells(grouped)) + notes
  }

  /// Where and how it was measured.
  static func machineRows(commit: String?) -> [(String, String)] {
    [
      ("machine", "\(Machine.cpu), \(Machine.coreCount) cores, \(Machine.operatingSystem)"),
      (
        "tool",
        "kdrun \(CommandLineTool.version)" + (commit.map { ", commit \(printable($0))" } ?? "")
      ),
      ("clock", "\(Clock.name), \(Clock.cost) ns a measurement, taken off"),
    ]
  }

  var csv: String {
    let names = [
      "tokens", "threads", "from", "kernel", "folded", "calls", "p50_ns", "p90_ns", "p99_ns",
      "p999_ns", "max_ns", "per_second", "digest",
    ]
    let values = cells { "\($0)" }.map { cells in
      Array(cells[..<3]) + [candidate.kernel, "\(candidate.isFolded)"] + cells[3...]
    }
    return ([names] + values).map { $0.joined(separator: ",") + "\n" }.joined()
  }

  var markdown: String { markdownTable([Self.head] + cells(grouped)) }

  private static let head = [
    "tokens", "threads", "from", "calls", "p50 ns", "p90 ns", "p99 ns", "p99.9 ns", "max ns",
    "responses/s", "digest",
  ]

  private func cells(_ number: (Int) -> String) -> [[String]] {
    runs.flatMap { run in
      run.measurements.map { path, measured in
        let latency = measured.latency
        return [
          run.tokenCount.map { "\($0)" } ?? "data", "\(run.threadCount)", "\(path)",
          number(measured.callCount), number(latency.p50), number(latency.p90),
          number(latency.p99), number(latency.p999), number(latency.maximum),
          number(Int(measured.perSecond)), hex(measured.digest),
        ]
      }
    }
  }

  /// What the table does not show by itself.
  private var notes: String {
    let share = runs.flatMap(\.measurements).map(\.measured.cpuShare).min() ?? 1
    let quiet =
      share >= Measurement.quietShare
      ? ""
      : "other processes ran: the threads had a CPU for \(decimal(100 * share, places: 0)) % of "
        + "the time at worst; times above p50 and responses/s suffer\n"
    return quiet + ratios
  }

  private var ratios: String {
    runs.compactMap { run in
      guard run.measurements.count == 2 else { return nil }
      let (tokens, text) = (run.measurements[0].measured, run.measurements[1].measured)
      let ratio = Double(text.latency.p50) / Double(max(tokens.latency.p50, 1))
      let count = run.tokenCount.map { "\($0) tokens" } ?? ""
      return
        "text / tokens, p50, \(count), \(run.threadCount) threads: \(decimal(ratio, places: 2))"
        + (text.digest == tokens.digest ? "" : "; THE SCORES DIFFER") + "\n"
    }.joined()
  }
}
