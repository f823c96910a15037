import KDCommon
import KDData
import KDDistill

extension PairedTiming {
  private static func name(_ candidate: BenchCandidate) -> String {
    "\(printable(candidate.file.path)), \(candidate.kernel)"
      + (candidate.isFolded ? ", folded" : "")
  }

  var text: String {
    let lines = [("A", Self.name(first)), ("B", Self.name(second))]
    let pairs = [("pairs", "\(rows[0].ratios.count), A B A B; ns of CPU time a response, medians")]
    return kdrun.rows(lines + BenchReport.machineRows(commit: commit).dropLast() + pairs)
      + "\n" + table(cells)
  }

  var markdown: String { markdownTable(cells) }

  private var cells: [[String]] {
    [
      [
        "tokens", "A ns", "B ns", "B / A", "least", "lower quartile", "upper quartile", "most",
        "digest A", "digest B",
      ]
    ]
      + rows.map { row in
        [
          row.tokenCount.map { "\($0)" } ?? "data", decimal(row.first, places: 1),
          decimal(row.second, places: 1),
        ] + [0.5, 0, 0.25, 0.75, 1].map { decimal(row.ratio($0), places: 4) }
          + [hex(row.digests.first), hex(row.digests.second)]
      }
  }

  var csv: String {
    let names = [
      "tokens", "a_ns", "b_ns", "ratio", "ratio_min", "ratio_q1", "ratio_q3", "ratio_max",
      "a_digest", "b_digest",
    ]
    return ([names] + cells.dropFirst()).map { $0.joined(separator: ",") + "\n" }.joined()
  }

  var json: JSON {
    func side(_ candidate: BenchCandidate) -> JSON {
      .object([
        ("model", .string(candidate.file.path)),
        ("model_sha256", .string(sha256(candidate.file.bytes))),
        ("kernel", .string(candidate.kernel)), ("folded", .bool(candidate.isFolded)),
      ])
    }
    let runs = rows.map { row in
      JSON.object([
        ("tokens", row.tokenCount.map(JSON.integer) ?? .null), ("a_ns", .number(row.first)),
        ("b_ns", .number(row.second)), ("ratio", .number(row.ratio(0.5))),
        ("ratio_min", .number(row.ratio(0))), ("ratio_q1", .number(row.ratio(0.25))),
        ("ratio_q3", .number(row.ratio(0.75))), ("ratio_max", .number(row.ratio(1))),
        ("pairs", .integer(row.ratios.count)), ("a_digest", .string(hex(row.digests.first))),
        ("b_digest", .string(hex(row.digests.second))),
      ])
    }
    return .object(
      [("a", side(first)), ("b", side(second)), ("runs", .array(runs))]
        + BenchReport.machine(commit: commit))
  }
}
